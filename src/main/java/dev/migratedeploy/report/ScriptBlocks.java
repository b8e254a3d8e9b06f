package dev.migratedeploy.report;

import dev.migratedeploy.rehearsal.result.HeldLock;
import dev.migratedeploy.rehearsal.result.RehearsalMessages;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.RehearsedScript.Outcome;
import dev.migratedeploy.rehearsal.result.SchemaChange;
import dev.migratedeploy.rehearsal.result.ScriptFailure;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import dev.migratedeploy.rehearsal.result.TableEffect;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlBlock.Fact;
import dev.migratedeploy.report.page.HtmlBlock.Facts;
import dev.migratedeploy.report.page.HtmlBlock.Folded;
import dev.migratedeploy.report.page.HtmlBlock.Value;
import dev.migratedeploy.report.page.Tone;
import dev.migratedeploy.support.Ellipsis;
import dev.migratedeploy.support.HumanReadable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rehearsed scripts on a page: each can be opened, and those that matter are. */
final class ScriptBlocks {
  /** So few are all open. */
  private static final int FEW = 5;

  private static final int MOST_VALUES = 100;
  private static final int LONGEST_TEXT = 300;

  /** Characters of all scripts together: a page that is not read to its end is not sent either. */
  private static final int ROOM = 100_000;

  private final List<RehearsedScript> scripts;

  /** Statements of the script at hand whose text was shown: once is enough. */
  private final Set<ScriptStatement> shown = new HashSet<>();

  private int room = ROOM;

  ScriptBlocks(List<RehearsedScript> scripts) {
    this.scripts = List.copyOf(scripts);
  }

  List<HtmlBlock> all() {
    return scripts.stream().map(this::block).toList();
  }

  static String cut(String text) {
    return Ellipsis.cut(text, LONGEST_TEXT);
  }

  private HtmlBlock block(RehearsedScript script) {
    List<Fact> facts = new ArrayList<>();
    shown.clear();
    script.failure().ifPresent(failure -> facts.add(failure(failure)));
    add(facts, "Locks", script.effects().measured().locks().stream().map(this::lock).toList());
    add(facts, "Tables", script.effects().measured().effects().stream().map(this::effect).toList());
    add(
        facts,
        "Not in a transaction",
        script.effects().outsideTransaction().stream()
            .map(it -> by(Tone.DOUBTFUL, "", it))
            .toList());
    add(facts, "Schema", script.effects().changes().stream().map(ScriptBlocks::change).toList());
    return new Folded(
        cut(script.path()),
        tone(script),
        RehearsalMessages.outcome(script),
        marks(script),
        scripts.size() <= FEW || script.failure().isPresent(),
        facts.isEmpty() ? List.of() : List.of(new Facts(facts)));
  }

  private static Tone tone(RehearsedScript script) {
    return switch (script.outcome()) {
      case APPLIED -> Tone.GOOD;
      case FAILED -> Tone.BAD;
      case NOT_REHEARSED -> Tone.DOUBTFUL;
      case ROLLED_BACK, NOT_TRIED -> Tone.PLAIN;
    };
  }

  /** What decides whether somebody opens it. */
  private static List<String> marks(RehearsedScript script) {
    if (script.outcome() == Outcome.NOT_TRIED) {
      return List.of();
    }
    List<String> marks = new ArrayList<>();
    marks.add(HumanReadable.brief(script.took()));
    if (script.isUnmeasured()) {
      marks.add("locks and rewrites not measured");
    }
    tables(script, TableEffect.Kind.REWRITTEN).map(it -> "rewrites " + it).ifPresent(marks::add);
    tables(script, TableEffect.Kind.SCANNED_FOR_A_CHECK)
        .map(it -> "scans " + it)
        .ifPresent(marks::add);
    int changes = script.effects().changes().size();
    if (changes > 0) {
      marks.add(HumanReadable.count(changes, "schema change"));
    }
    return marks;
  }

  private static Optional<String> tables(RehearsedScript script, TableEffect.Kind kind) {
    List<String> tables =
        script.effects().measured().effects().stream()
            .filter(effect -> effect.kind() == kind)
            .map(effect -> cut(effect.table()))
            .distinct()
            .toList();
    return tables.isEmpty() ? Optional.empty() : Optional.of(HumanReadable.some(tables, 3));
  }

  private static Fact failure(ScriptFailure failure) {
    String state = failure.sqlState().map(code -> " (SQLSTATE " + cut(code) + ")").orElse("");
    return new Fact(
        "Failure",
        List.of(
            new Value(
                Tone.BAD,
                cut(RehearsalMessages.failure(failure)) + state,
                failure.statement().map(statement -> cut(statement.text())))));
  }

  private Value lock(HeldLock lock) {
    return by(
        RehearsalMessages.blocksAnybody(lock) ? Tone.DOUBTFUL : Tone.PLAIN,
        RehearsalMessages.lock(lock),
        lock.by());
  }

  private Value effect(TableEffect effect) {
    return by(
        effect.kind() == TableEffect.Kind.REWRITTEN ? Tone.DOUBTFUL : Tone.PLAIN,
        effect.table() + " " + effect.kind().words(),
        effect.by());
  }

  private static Value change(SchemaChange change) {
    Tone tone =
        switch (change.kind()) {
          case ADDED -> Tone.GOOD;
          case CHANGED, RENAMED -> Tone.PLAIN;
          case DROPPED -> Tone.BAD;
        };
    return new Value(tone, cut(change.line()), Optional.empty());
  }

  private Value by(Tone tone, String words, ScriptStatement statement) {
    String place = RehearsalMessages.place(statement).orElse("");
    String text = words.isEmpty() ? place : words + (place.isEmpty() ? "" : " (" + place + ")");
    return new Value(
        tone,
        cut(text),
        Optional.of(statement)
            .filter(it -> !it.text().isEmpty() && shown.add(it))
            .map(it -> cut(it.text())));
  }

  private void add(List<Fact> facts, String label, List<Value> all) {
    List<Value> shown = new ArrayList<>();
    for (Value value : all) {
      int length = value.text().length() + value.code().map(String::length).orElse(0);
      if (shown.size() == MOST_VALUES || length > room) {
        shown.add(Value.of("and " + (all.size() - shown.size()) + " more in rehearsal.json"));
        break;
      }
      room -= length;
      shown.add(value);
    }
    if (!shown.isEmpty()) {
      facts.add(new Fact(label, shown));
    }
  }
}
