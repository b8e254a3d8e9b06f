package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result as it was printed. */
record VerdictJson(
    String verdict,
    int exitCode,
    String cause,
    List<String> details,
    @Nullable String state,
    @Nullable String next,
    List<Unapplied> unapplied) {
  /** A script that was due and is not in the database. */
  record Unapplied(String path, String reason) {}

  static VerdictJson of(Verdict verdict) {
    VerdictDetails said = verdict.explanation();
    return new VerdictJson(
        verdict.title(),
        verdict.exitCode(),
        said.cause(),
        said.details(),
        orNull(said.state()),
        orNull(said.next()),
        verdict.unapplied().stream()
            .map(script -> new Unapplied(script.path(), script.reason().key()))
            .toList());
  }
}
