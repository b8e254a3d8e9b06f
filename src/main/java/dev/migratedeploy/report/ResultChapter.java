package dev.migratedeploy.report;

import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlBlock.Fact;
import dev.migratedeploy.report.page.HtmlBlock.Result;
import dev.migratedeploy.report.page.Tone;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.ArrayList;
import java.util.List;

/** What a run came to: verdict, cause, state and next step. */
final class ResultChapter {
  private static final int MOST_DETAILS = 20;

  private ResultChapter() {}

  static HtmlBlock of(Verdict verdict, PageText text) {
    VerdictDetails said = verdict.explanation();
    List<String> details =
        new ArrayList<>(said.details().stream().limit(MOST_DETAILS).map(text::text).toList());
    if (said.details().size() > MOST_DETAILS) {
      details.add("and " + (said.details().size() - MOST_DETAILS) + " more in result.json");
    }
    List<Fact> facts = new ArrayList<>();
    said.state().ifPresent(state -> facts.add(Fact.of("State", text.text(state))));
    said.next().ifPresent(next -> facts.add(Fact.of("Next", text.text(next))));
    return new Result(tone(verdict), verdict.title(), text.text(said.cause()), details, facts);
  }

  /** The colour of a verdict. */
  static Tone tone(Verdict verdict) {
    if (verdict.is(Verdict.Kind.NOT_REHEARSED) || verdict.isUncertain()) {
      return Tone.DOUBTFUL;
    }
    return verdict.isSuccess() ? Tone.GOOD : Tone.BAD;
  }
}
