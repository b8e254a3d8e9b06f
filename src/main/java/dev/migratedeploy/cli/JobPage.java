package dev.migratedeploy.cli;

import dev.migratedeploy.deploy.Cancellation;
import dev.migratedeploy.deploy.Journal;
import dev.migratedeploy.deploy.Verdict;
import dev.migratedeploy.problem.ProblemException;
import dev.migratedeploy.report.JobOutput;
import dev.migratedeploy.time.Ticker;
import java.io.PrintStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * The job's output as the options want it.
 *
 * @param journal what prints it
 */
record JobPage(Journal journal, PrintStream out, boolean verbose) {
  static JobPage of(DeployOptions options, Surroundings surroundings, Ticker ticker) {
    JobOutput output =
        new JobOutput(
            surroundings.out(), colour(options, surroundings), surroundings.gitLab(), ticker);
    return new JobPage(
        options.quiet ? resultOnly(output) : output, surroundings.out(), options.verbose);
  }

  /** Says what went wrong beside the point, such as a report file that cannot be written. */
  void warn(String sentence) {
    out.println("Warning: " + sentence);
  }

  /** Prints the verdict on what ended before it began; the exit code is the verdict's. */
  int refused(ProblemException ended) {
    Optional.ofNullable(ended.getCause()).ifPresent(this::detail);
    Verdict verdict = Verdict.of(ended);
    journal.decided(verdict);
    return verdict.exitCode();
  }

  /** The verdict on an exception that nothing expects; with {@code -v}, its stack trace too. */
  Verdict defect(RuntimeException e, Cancellation cancellation) {
    if (verbose) {
      e.printStackTrace(out);
    }
    return Defect.verdict(e, cancellation.hasBegun());
  }

  /** With {@code -v}: the errors behind an error. */
  void detail(Throwable error) {
    for (@Nullable Throwable e = error; verbose && e != null; e = e.getCause()) {
      out.println("  caused by " + e);
    }
  }

  /** Whether the output may be coloured. */
  static boolean colour(DeployOptions options, Surroundings surroundings) {
    return switch (options.colour) {
      case always -> true;
      case never -> false;
      case auto ->
          surroundings.variables().getOrDefault("NO_COLOR", "").isEmpty()
              && (surroundings.gitLab() || Ansi.AUTO.enabled());
    };
  }

  private static Journal resultOnly(JobOutput output) {
    return new Journal() {
      @Override
      public void decided(Verdict verdict) {
        output.decided(verdict);
      }
    };
  }
}
