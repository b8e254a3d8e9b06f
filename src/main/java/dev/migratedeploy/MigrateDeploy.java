package dev.migratedeploy;

import dev.migratedeploy.cli.CliEnvironment;
import dev.migratedeploy.cli.CommandLineApp;
import dev.migratedeploy.cli.RunEnd;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.secrets.KnownSecrets;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.ExitCode;
import dev.migratedeploy.verdict.Verdict;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/** The command line's entry point. */
public final class MigrateDeploy {
  private static final int REFUSED = ExitCode.NUMBER_OF_REFUSED;
  private static final int UNKNOWN = ExitCode.NUMBER_OF_UNKNOWN;

  /** Enough to say that the memory is used up. */
  private static final int RESERVE = 1 << 18;

  private final PrintStream out;
  private final ProcessExit exit;
  private final RunEnd run;

  private MigrateDeploy(PrintStream out, ProcessExit exit, RunEnd run) {
    this.out = out;
    this.exit = exit;
    this.run = run;
  }

  /**
   * Runs the command line. If something is thrown as far as here, Java would end with 1, which
   * means that a task has failed; not even another class can be relied on at this point.
   */
  @SuppressWarnings("CatchingUnchecked")
  public static void main(String[] arguments) {
    // A job's locale is often POSIX, in which Java would print no arrow and no accent.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    try {
      KnownSecrets secrets = new KnownSecrets();
      out = secrets.stream(new FileOutputStream(FileDescriptor.out));
      System.setOut(out);
      System.setErr(secrets.stream(new FileOutputStream(FileDescriptor.err)));
      // The libraries' own logging would come between the lines that a person must read.
      LogManager.getLogManager().reset();
      run(List.of(arguments), out);
    } catch (Throwable e) {
      out.print("Result   REFUSED  ");
      out.print(what(e, "migrate-deploy could not begin: "));
      out.println(e);
      out.println("State    nothing was started");
      Runtime.getRuntime().halt(REFUSED);
    }
  }

  private static void run(List<String> arguments, PrintStream stdout) {
    WaitableClock ticker = WaitableClock.system();
    ProcessStart start = ProcessStart.ofThisProcess();
    List<String> words = start.arguments(arguments);
    Map<String, String> variables = start.variables(System.getenv());
    KnownSecrets.of(variables).through(stdout);
    CommandLineApp app = CommandLineApp.parse(words, variables);
    PrintStream out = app.log(stdout, System.err);
    EndOfProcess end = EndOfProcess.of(app.isDriver(), variables);
    Cancellation cancellation = new Cancellation(ticker, end.grace());
    RunEnd run = new RunEnd(cancellation, out);
    ProcessExit exit = ProcessExit.install(cancellation, end, run, out);
    run.watchedBy(new StageDeadline(run, cancellation, exit::atOnce));
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) ->
            out.println("Warning: the thread " + thread.getName() + " ended with " + failure));
    new MigrateDeploy(out, exit, run)
        .run(
            app,
            new CliEnvironment(variables, Path.of(""), out, stdout, cancellation, ticker, run));
  }

  @SuppressWarnings({"CatchingUnchecked", "UnusedVariable"}) // the reserve is there to be let go
  private void run(CommandLineApp app, CliEnvironment surroundings) {
    byte @Nullable [] reserve = new byte[RESERVE];
    int code;
    try {
      code = app.run(surroundings);
    } catch (Throwable e) {
      reserve = null;
      code = lastResort(e);
    }
    exit.with(code);
  }

  /** Most often the memory is used up: without report files, in as few steps as can be. */
  private int lastResort(Throwable failure) {
    Optional<Verdict> decided = run.decided();
    if (decided.isPresent()) {
      if (!run.told()) {
        out.print("Result   ");
        out.print(decided.get().title());
        out.print("  ");
        out.println(decided.get().explanation().cause());
      }
      return decided.get().exitCode();
    }
    boolean nothing = !run.progress().mayHaveStarted();
    out.print(nothing ? "Result   REFUSED  " : "Result   UNKNOWN  ");
    out.print(what(failure, "migrate-deploy itself failed: "));
    out.println(failure);
    out.println(
        nothing
            ? "State    nothing was started; there are no report files"
            : "State    a task may be running or have ended; there are no report files");
    out.println(
        nothing
            ? "Next     give the job more memory, or report it as an issue of migrate-deploy"
            : "Next     migrate-deploy logs --env with the environment's name");
    return nothing ? REFUSED : UNKNOWN;
  }

  /** Java wraps some of these errors, in InternalError for one. */
  private static String what(Throwable failure, String otherwise) {
    return failure.toString().contains("OutOfMemoryError")
        ? "migrate-deploy ran out of memory: "
        : otherwise;
  }
}
