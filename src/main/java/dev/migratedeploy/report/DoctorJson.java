package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import dev.migratedeploy.doctor.Checked;
import dev.migratedeploy.doctor.Checklist;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checklist for programs, in the schema that the manual documents. */
public record DoctorJson(
    int schema,
    @Nullable String environment,
    boolean ready,
    long errors,
    long warnings,
    long skipped,
    List<Check> checks) {
  private static final int SCHEMA = 1;

  /** A precondition of a deploy. */
  record Check(
      String name, String status, String says, List<String> details, @Nullable String next) {
    static Check of(Checked line) {
      return new Check(
          line.precondition(),
          line.outcome().word(),
          line.outcome().says(),
          line.outcome().details(),
          orNull(line.outcome().next()));
    }
  }

  public static String of(Checklist list, Optional<String> environment) {
    return JsonFile.pretty(
        new DoctorJson(
            SCHEMA,
            orNull(environment),
            list.errors() == 0,
            list.errors(),
            list.warnings(),
            list.skipped(),
            list.lines().stream().map(Check::of).toList()));
  }
}
