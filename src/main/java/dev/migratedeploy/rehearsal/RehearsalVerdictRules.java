package dev.migratedeploy.rehearsal;

import dev.migratedeploy.deploy.task.ScriptErrors;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.rehearsal.result.BaseState.PassedOverScript;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsalMessages;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.RehearsedScript.Outcome;
import dev.migratedeploy.rehearsal.result.ScriptFailure;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.Verdict.Kind;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what a rehearsal comes to. What is proved to fail decides first, then what a deploy would
 * refuse, then what could not be rehearsed.
 *
 * @param folder of the scripts, as the settings name it
 * @param required whether what cannot be rehearsed is an error
 * @param rehearsal with scripts that were judged
 * @param notRehearsed the new scripts of which nothing is proved
 * @param findings those about the scripts, with what was measured
 */
record RehearsalVerdictRules(
    String environment,
    String folder,
    boolean required,
    Rehearsal rehearsal,
    List<NotRehearsed> notRehearsed,
    List<Finding> findings) {
  private static final int MOST_LINES = 10;
  private static final int MOST_NAMES = 5;
  private static final String NOTHING_CHANGED = "only the rehearsal's own database was changed";

  Verdict verdict() {
    Optional<RehearsedScript> failed =
        rehearsal.scripts().stream()
            .filter(script -> script.outcome() == Outcome.FAILED)
            .findFirst();
    if (failed.isPresent()) {
      return wouldFail(failed.get());
    }
    if (rehearsal.refusal().isPresent()) {
      return refused(rehearsal.refusal().get());
    }
    if (findings.stream().anyMatch(Finding::isError)) {
      Problem problem = ScriptErrors.problem(folder, findings);
      return new Verdict(Kind.WOULD_FAIL, VerdictDetails.of(problem).state(applied()));
    }
    if (!notRehearsed.isEmpty()) {
      return unproved();
    }
    return required && !rehearsal.base().passedOver().isEmpty() ? oldOnes() : rehearsed();
  }

  private Verdict wouldFail(RehearsedScript script) {
    ScriptFailure failure = script.failure().orElse(unknown());
    String name = folder + "/" + script.path();
    List<String> details = new ArrayList<>();
    failure
        .statement()
        .map(ScriptStatement::text)
        .filter(text -> !text.isBlank())
        .ifPresent(details::add);
    return new Verdict(
        Kind.WOULD_FAIL,
        VerdictDetails.of(place(name, failure) + failure.message())
            .details(details)
            .state(applied())
            .next("fix " + script.path() + " and push; " + again()));
  }

  private static ScriptFailure unknown() {
    return new ScriptFailure(
        "it failed, and the database did not say why", Optional.empty(), Optional.empty());
  }

  private static String place(String name, ScriptFailure failure) {
    return failure
        .statement()
        .flatMap(RehearsalMessages::place)
        .map(line -> name + ", " + line + ": ")
        .orElse(name + ": ");
  }

  /** Flyway's own refusal: a deploy would get the same, unless something is missing only here. */
  private Verdict refused(ScriptFailure refusal) {
    List<String> details =
        refusal.statement().map(ScriptStatement::text).filter(text -> !text.isBlank()).stream()
            .toList();
    Optional<MissingHere> missing = MissingHere.of(refusal);
    boolean excused = missing.isPresent() || !rehearsal.base().passedOver().isEmpty();
    String cause =
        missing
            .map(
                it -> "no new script could be rehearsed: Flyway needs %s here".formatted(it.what()))
            .orElse("Flyway ran no new script");
    return new Verdict(
        excused && !required ? Kind.NOT_REHEARSED : Kind.WOULD_FAIL,
        VerdictDetails.of(cause + ": " + refusal.message())
            .details(details)
            .state(applied())
            .next(
                missing
                    .map(MissingHere::next)
                    .orElse(
                        "correct that and push: a deploy to %s would be refused in the same way; "
                                .formatted(environment)
                            + again())));
  }

  private Verdict unproved() {
    int all =
        (int) (rehearsal.scripts().size() + notRehearsed.stream().filter(this::isLeftOut).count());
    String cause =
        all == 1
            ? "the new script could not be rehearsed"
            : "%d of %d new scripts could not be rehearsed".formatted(notRehearsed.size(), all);
    List<String> lines =
        notRehearsed.stream().map(script -> script.path() + ": " + script.reason()).toList();
    boolean single = lines.size() == 1;
    Optional<String> next =
        notRehearsed.stream().flatMap(script -> script.next().stream()).findFirst();
    VerdictDetails words =
        VerdictDetails.of(single ? cause + ": " + lines.get(0) : cause)
            .details(single ? List.of() : bounded(lines))
            .state(applied());
    return new Verdict(
        required ? Kind.WOULD_FAIL : Kind.NOT_REHEARSED,
        next.map(words::next)
            .orElseGet(
                () -> words.next("nothing is proved about these scripts; look at them closely")));
  }

  private boolean isLeftOut(NotRehearsed script) {
    return rehearsal.scripts().stream().noneMatch(run -> run.path().equals(script.path()));
  }

  /** {@code required: true}: the old scripts, too. */
  private Verdict oldOnes() {
    List<PassedOverScript> old = rehearsal.base().passedOver();
    return new Verdict(
        Kind.WOULD_FAIL,
        VerdictDetails.of(
                "%s of the base state could not be rehearsed, and the settings say that this is an"
                        .formatted(HumanReadable.count(old.size(), "script"))
                    + " error (rehearse: {required: true})")
            .details(
                bounded(
                    old.stream()
                        .map(it -> it.path() + ": " + RehearsalMessages.failure(it.failure()))
                        .toList()))
            .state(applied())
            .next(
                old.stream()
                    .flatMap(it -> MissingHere.of(it.failure()).stream())
                    .map(MissingHere::next)
                    .findFirst()
                    .orElse(
                        "give the rehearsal what they need (rehearse: {before: FILE}), or the schema"
                            + " instead of them (rehearse: {from: FILE})")));
  }

  private Verdict rehearsed() {
    long applied = count();
    String what =
        applied == 0
            ? "no new script to run; Flyway's validation passed"
            : HumanReadable.count(applied, "script") + " applied";
    VerdictDetails words =
        VerdictDetails.of(
            "%s on %s in %s"
                .formatted(
                    what, rehearsal.database().words(), HumanReadable.words(rehearsal.took())));
    List<PassedOverScript> old = rehearsal.base().passedOver();
    return new Verdict(
        Kind.REHEARSED,
        old.isEmpty()
            ? words
            : words.state(
                "%s of the base state could not be run here: %s"
                    .formatted(
                        HumanReadable.count(old.size(), "script"),
                        HumanReadable.some(
                            old.stream().map(PassedOverScript::path).toList(), MOST_NAMES))));
  }

  /** What the rehearsal's own database came to. */
  private String applied() {
    long applied = count();
    List<String> notTried =
        rehearsal.scripts().stream()
            .filter(script -> script.outcome() == Outcome.NOT_TRIED)
            .map(RehearsedScript::path)
            .toList();
    return NOTHING_CHANGED
        + (applied == 0 ? "" : "; " + HumanReadable.count(applied, "new script") + " applied there")
        + (notTried.isEmpty() ? "" : "; not tried: " + HumanReadable.some(notTried, MOST_NAMES));
  }

  private long count() {
    return rehearsal.scripts().stream()
        .filter(script -> script.outcome() == Outcome.APPLIED)
        .count();
  }

  private String again() {
    return "on your own machine, with an empty database: "
        + OwnCommand.of("rehearse", environment)
        + " --database URL";
  }

  private static List<String> bounded(List<String> lines) {
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    List<String> some = new ArrayList<>(lines.subList(0, MOST_LINES));
    some.add("and " + (lines.size() - MOST_LINES) + " more");
    return some;
  }
}
