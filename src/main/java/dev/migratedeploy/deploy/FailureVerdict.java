package dev.migratedeploy.deploy;

import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.verdict.MachineFailure;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.UnprovenException;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.Verdict.Kind;
import dev.migratedeploy.verdict.VerdictDetails;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on a run that ended with an exception, whatever it is: by what may be at work
 * outside, and only then by the exception.
 */
public final class FailureVerdict {
  private static final int LONGEST = 300;

  private static final String SENT = "RunTask was sent: a task may be running or have ended";

  private static final String REPORT =
      "report it as an issue of the migrate-deploy project, with the output of the same command and"
          + " -v";

  private FailureVerdict() {}

  public static Verdict of(Throwable failure, RunPhase phase) {
    return of(failure, phase, Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
  }

  /**
   * The same on a machine whose temporary files go elsewhere.
   *
   * @param temporary the directory for them
   */
  static Verdict of(Throwable failure, RunPhase phase, Path temporary) {
    Optional<MachineFailure> machine = MachineFailure.of(failure, temporary);
    if (failure instanceof UnprovenException unproven) {
      return Verdict.of(unproven);
    }
    // What ends a run in the user's words knows whether a task was started.
    if (failure instanceof ProblemException known) {
      return machine
          .map(lack -> notBegun(lack, List.of(known.problem().cause())))
          .orElseGet(() -> Verdict.of(known));
    }
    String cause =
        machine
            .map(MachineFailure::cause)
            .orElseGet(() -> "migrate-deploy itself failed: " + words(failure));
    if (phase instanceof RunPhase.TaskStarted started) {
      return unknown(cause, state(started), next(started), machine);
    }
    if (phase instanceof RunPhase.StartSent sent) {
      return unknown(cause, SENT, next(sent), machine);
    }
    return machine.map(lack -> notBegun(lack, List.of())).orElseGet(() -> defect(cause, failure));
  }

  /**
   * The verdict on a process that something other than a signal ends, such as a library that calls
   * System.exit.
   */
  public static Verdict endedFromInside(RunPhase phase) {
    return of(new IllegalStateException("the process was ended by one of its libraries"), phase);
  }

  /** The verdict on a job that was cancelled and came to no verdict in the time that it had. */
  public static Verdict cancelled(RunPhase phase) {
    if (phase instanceof RunPhase.TaskStarted started) {
      return new Verdict(
          Kind.UNKNOWN,
          VerdictDetails.of("the job was cancelled, and ECS did not say in time what the task does")
              .state(state(started))
              .next(next(started)));
    }
    if (phase instanceof RunPhase.StartSent sent) {
      return new Verdict(
          Kind.UNKNOWN,
          VerdictDetails.of("the job was cancelled while the task was being started")
              .state(SENT)
              .next(next(sent)));
    }
    if (phase instanceof RunPhase.Rehearsing) {
      return new Verdict(
          Kind.NOT_STARTED,
          VerdictDetails.of("the job was cancelled before the rehearsal had ended")
              .state("nothing but the rehearsal's own database was changed")
              .next("retry the job, on an empty database"));
    }
    return new Verdict(
        Kind.NOT_STARTED,
        VerdictDetails.of("the job was cancelled before the task was started")
            .state("nothing was applied; a retry is safe")
            .next("retry the job"));
  }

  /** The verdict on a stage of the custom executor that was not over in its time. */
  public static Verdict overdue(String stage, Duration longest, RunPhase phase) {
    String cause =
        "%s was not over within %s, and was given up"
            .formatted(stage, HumanReadable.limit(longest));
    if (phase instanceof RunPhase.TaskStarted started) {
      return unknown(cause, state(started), next(started), Optional.empty());
    }
    if (phase instanceof RunPhase.StartSent sent) {
      return unknown(cause, SENT, next(sent), Optional.empty());
    }
    return new Verdict(
        Kind.NOT_STARTED,
        VerdictDetails.of(cause)
            .state("nothing was applied; a retry is safe")
            .next(
                "retry the job; if it stays so, check how the runner's host reaches GitLab, AWS and"
                    + " the registry"));
  }

  private static String state(RunPhase.TaskStarted started) {
    return "task " + started.task().arn() + " was started, and may be running or have ended";
  }

  private static String next(RunPhase.TaskStarted started) {
    return logs(started.environment()) + " " + started.task().id() + " shows how it ended";
  }

  private static String next(RunPhase.StartSent sent) {
    return logs(sent.environment()) + " shows whether there is one, and how it ended";
  }

  private static Verdict unknown(
      String cause, String state, String next, Optional<MachineFailure> machine) {
    return new Verdict(
        Kind.UNKNOWN,
        VerdictDetails.of(cause)
            .state(state)
            .next(next + "; " + machine.map(MachineFailure::next).orElse(REPORT)));
  }

  private static Verdict notBegun(MachineFailure lack, List<String> details) {
    return new Verdict(
        lack.passes() ? Kind.NOT_STARTED : Kind.REFUSED,
        VerdictDetails.of(lack.cause())
            .details(details)
            .state(lack.passes() ? "nothing was applied; a retry is safe" : "nothing was started")
            .next(lack.next()));
  }

  private static Verdict defect(String cause, Throwable failure) {
    if (failure instanceof InvalidPathException path
        && path.getInput().chars().anyMatch(letter -> letter >= 0x80)) {
      return new Verdict(
          Kind.REFUSED,
          VerdictDetails.of("could not use a file's name: " + words(failure))
              .next(FileNames.UTF8_LOCALE));
    }
    return new Verdict(
        Kind.REFUSED,
        VerdictDetails.of(cause)
            .state("nothing was started")
            .next(
                failure instanceof LinkageError
                    ? "install migrate-deploy again: its jar is damaged, or was replaced while it"
                        + " ran; else "
                        + REPORT
                    : REPORT));
  }

  private static String logs(Optional<String> environment) {
    return environment
        .map(name -> OwnCommand.of("logs", name))
        .orElse("migrate-deploy logs --env with the environment's name");
  }

  /** One line, whatever the exception says. */
  private static String words(Throwable e) {
    String message = e.getMessage() == null ? "" : ": " + e.getMessage();
    String line = (e.getClass().getSimpleName() + message).replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line;
  }
}
