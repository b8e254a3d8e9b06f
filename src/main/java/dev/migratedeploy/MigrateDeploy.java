package dev.migratedeploy;

import dev.migratedeploy.cli.Program;
import dev.migratedeploy.cli.RunEnd;
import dev.migratedeploy.cli.Surroundings;
import dev.migratedeploy.deploy.Cancellation;
import dev.migratedeploy.deploy.RunPhase;
import dev.migratedeploy.problem.AnyFailure;
import dev.migratedeploy.time.Ticker;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;

/** The command line's entry point. */
public final class MigrateDeploy {
  private static final int REFUSED = 2;
  private static final int UNKNOWN = 4;

  private MigrateDeploy() {}

  public static void main(String[] arguments) {
    // The libraries' own logging would stand between the lines that a person must read.
    LogManager.getLogManager().reset();
    // A job's locale is often POSIX, in which Java would print no arrow and no accent.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    AnyFailure.handled(
        () -> {
          run(List.of(arguments), out);
          return out;
        },
        failure -> {
          out.println("Result   REFUSED  migrate-deploy could not begin: " + failure);
          Runtime.getRuntime().halt(REFUSED);
          return out;
        });
  }

  private static void run(List<String> arguments, PrintStream out) {
    Ticker ticker = Ticker.system();
    ProcessStart start = ProcessStart.ofThisProcess();
    List<String> words = start.arguments(arguments);
    Map<String, String> variables = start.variables(System.getenv());
    EndOfProcess end = EndOfProcess.of(words, variables);
    Cancellation cancellation = new Cancellation(ticker, end.grace());
    RunEnd run = new RunEnd(cancellation, out);
    ProcessExit exit = ProcessExit.install(cancellation, end, run, out);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) ->
            out.println("Warning: the thread " + thread.getName() + " ended with " + failure));
    Surroundings surroundings =
        new Surroundings(variables, Path.of(""), out, cancellation, ticker, run);
    exit.with(
        AnyFailure.handled(
            () -> Program.run(words, surroundings), failure -> lastResort(failure, run, out)));
  }

  /** Not even a verdict could be worked out, most often since the memory is gone. */
  private static int lastResort(Throwable failure, RunEnd run, PrintStream out) {
    if (run.decided().isPresent()) {
      return run.decided().get().exitCode();
    }
    if (run.progress().phase() instanceof RunPhase.NothingStarted) {
      out.println("Result   REFUSED  migrate-deploy itself failed: " + failure);
      out.println("State    nothing was started");
      return REFUSED;
    }
    out.println("Result   UNKNOWN  migrate-deploy itself failed: " + failure);
    out.println("Next     migrate-deploy logs --env with the environment's name");
    return UNKNOWN;
  }
}
