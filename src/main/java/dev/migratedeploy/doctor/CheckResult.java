package dev.migratedeploy.doctor;

import dev.migratedeploy.verdict.Problem;
import java.util.List;
import java.util.Optional;

/** What came of looking at one precondition. */
public sealed interface CheckResult {
  /** {@code ok}, {@code warning}, {@code error} or {@code skipped}. */
  String word();

  /** What was found, in one sentence without a full stop. */
  String says();

  /** What belongs to it, a line each; often empty. */
  default List<String> details() {
    return List.of();
  }

  /** What fixes it: a command, a setting, a statement of a policy. */
  default Optional<String> next() {
    return Optional.empty();
  }

  /** It is there. */
  record Ok(String says) implements CheckResult {
    @Override
    public String word() {
      return "ok";
    }
  }

  /** A deploy may go wrong here, or it cannot be told whether it would. */
  record Warning(String says, String remedy) implements CheckResult {
    @Override
    public String word() {
      return "warning";
    }

    @Override
    public Optional<String> next() {
      return Optional.of(remedy);
    }
  }

  /** It cannot be looked at before something else is fixed. */
  record Skipped(String needed) implements CheckResult {
    @Override
    public String word() {
      return "skipped";
    }

    @Override
    public String says() {
      return "not checked";
    }

    @Override
    public Optional<String> next() {
      return Optional.of("fix first: " + needed);
    }
  }

  /** This job may not look at it, or nobody said; a deploy does not need to know. */
  record Untold(String says, String remedy) implements CheckResult {
    @Override
    public String word() {
      return "skipped";
    }

    @Override
    public Optional<String> next() {
      return Optional.of(remedy);
    }
  }

  /** A deploy would end here. */
  @SuppressWarnings("JavaLangClash") // the word that the checklist prints
  record Error(Problem problem) implements CheckResult {
    @Override
    public String word() {
      return "error";
    }

    @Override
    public String says() {
      return problem.cause();
    }

    @Override
    public List<String> details() {
      return problem.details();
    }

    @Override
    public Optional<String> next() {
      return Optional.of(problem.next());
    }
  }
}
