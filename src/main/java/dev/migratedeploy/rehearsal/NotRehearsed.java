package dev.migratedeploy.rehearsal;

import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsalMessages;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.RehearsedScript.Outcome;
import dev.migratedeploy.rehearsal.result.ScriptFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A new script of which the rehearsal proves nothing.
 *
 * @param path below the scripts folder
 * @param reason why, as half a sentence
 * @param next what to do, so that it can be rehearsed
 */
record NotRehearsed(String path, String reason, Optional<String> next) {

  /** The same script, which is not called a failure where it cannot be rehearsed. */
  static RehearsedScript judged(RehearsedScript script, PlaceholderGaps gaps) {
    boolean excused =
        script.outcome() == Outcome.FAILED
            && (gaps.reason(script.path()).isPresent()
                || script.failure().flatMap(MissingHere::of).isPresent());
    return excused
        ? new RehearsedScript(
            script.path(),
            script.version(),
            Outcome.NOT_REHEARSED,
            script.failure(),
            script.took(),
            script.effects())
        : script;
  }

  /**
   * All of them.
   *
   * @param rehearsal with scripts that were judged
   * @param edited the paths of scripts that the base state had with another content
   */
  static List<NotRehearsed> in(
      Rehearsal rehearsal, PlaceholderGaps gaps, DueScripts due, Set<String> edited) {
    List<NotRehearsed> found = new ArrayList<>();
    boolean open = false;
    for (RehearsedScript script : rehearsal.scripts()) {
      if (script.outcome() == Outcome.NOT_REHEARSED) {
        open = true;
        found.add(failed(script, rehearsal, gaps));
      } else if (script.outcome() == Outcome.NOT_TRIED && open) {
        found.add(
            new NotRehearsed(
                script.path(), "a script before it could not be rehearsed", Optional.empty()));
      } else if (script.outcome() == Outcome.APPLIED) {
        gaps.reason(script.path())
            .ifPresent(
                why ->
                    found.add(
                        new NotRehearsed(
                            script.path(),
                            why + ", and ran with its name for a value",
                            gaps.next())));
      }
    }
    if (rehearsal.refusal().isEmpty()) {
      found.addAll(leftOut(rehearsal, due, edited));
    }
    return found;
  }

  private static NotRehearsed failed(
      RehearsedScript script, Rehearsal rehearsal, PlaceholderGaps gaps) {
    Optional<ScriptFailure> failure = script.failure();
    String message = failure.map(RehearsalMessages::failure).orElse("it failed");
    Optional<String> gap = gaps.reason(script.path());
    Optional<MissingHere> missing = failure.flatMap(MissingHere::of);
    if (gap.isPresent()) {
      return new NotRehearsed(script.path(), gap.get() + " (" + message + ")", gaps.next());
    }
    if (missing.isPresent()) {
      return new NotRehearsed(
          script.path(),
          "it needs " + missing.get().what() + " (" + message + ")",
          Optional.of(missing.get().next()));
    }
    return new NotRehearsed(
        script.path(),
        "%s; scripts before it could not be run here, which may be why".formatted(message),
        Optional.of(
            rehearsal.base().passedOver().stream()
                .flatMap(old -> MissingHere.of(old.failure()).stream())
                .map(MissingHere::next)
                .findFirst()
                .orElse(
                    "give the rehearsal what the old scripts need (rehearse: {before: FILE}), or the"
                        + " schema instead of them (rehearse: {from: FILE})")));
  }

  /** New scripts that Flyway did not run, and that nothing failed before. */
  private static List<NotRehearsed> leftOut(
      Rehearsal rehearsal, DueScripts due, Set<String> edited) {
    Set<String> run =
        rehearsal.scripts().stream().map(RehearsedScript::path).collect(Collectors.toSet());
    return due.scripts().stream()
        .map(MigrationScript::path)
        .filter(path -> !run.contains(path))
        .map(
            path ->
                new NotRehearsed(
                    path,
                    edited.contains(path)
                        ? "Flyway left it out: its version had run before the script was edited"
                        : "Flyway left it out, because of its options (target, baselineVersion,"
                            + " outOfOrder, ignored, …) or of a baseline script",
                    edited.contains(path)
                        ? Optional.of("put the change into a script of its own, with a new version")
                        : Optional.empty()))
        .toList();
  }
}
