package dev.migratedeploy.cli;

import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.report.JobOutput;
import dev.migratedeploy.report.ResultBlock;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.ProblemException;
import java.io.PrintStream;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/**
 * The job's output as the options want it.
 *
 * @param listener what prints it
 */
record Console(DeployListener listener, PrintStream out, boolean verbose) {
  private static final int MOST_CAUSES = 20;

  static Console of(DeployOptions options, CliEnvironment surroundings, WaitableClock ticker) {
    boolean colour = colour(options, surroundings);
    return new Console(
        options.quiet
            ? new ResultBlock(surroundings.out(), colour)
            : new JobOutput(
                surroundings.out(),
                colour,
                surroundings.gitLab(),
                Terminal.screen(surroundings.variables()),
                ticker),
        surroundings.out(),
        options.verbose);
  }

  /** Says what went wrong beside the point, such as a report file that cannot be written. */
  void warn(String sentence) {
    out.println("Warning: " + sentence);
  }

  /** With {@code -v}: what is behind a failure; of one that nothing expects, where it happened. */
  void detail(Throwable failure) {
    if (!verbose) {
      return;
    }
    if (!(failure instanceof ProblemException)) {
      failure.printStackTrace(out);
      return;
    }
    // Exceptions may name each other as their causes.
    Stream.iterate(failure.getCause(), Objects::nonNull, Throwable::getCause)
        .limit(MOST_CAUSES)
        .forEach(cause -> out.println("  caused by " + cause));
  }

  /** Whether the output may be coloured. */
  static boolean colour(DeployOptions options, CliEnvironment surroundings) {
    return switch (options.colour) {
      case always -> true;
      case never -> false;
      case auto ->
          surroundings.variables().getOrDefault("NO_COLOR", "").isEmpty()
              && (surroundings.gitLab() || Ansi.AUTO.enabled());
    };
  }
}
