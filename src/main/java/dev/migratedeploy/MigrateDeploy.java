package dev.migratedeploy;

import dev.migratedeploy.cli.Program;
import dev.migratedeploy.cli.Surroundings;
import dev.migratedeploy.deploy.Cancellation;
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
  private MigrateDeploy() {}

  public static void main(String[] arguments) {
    // The libraries' own logging would stand between the lines that a person must read.
    LogManager.getLogManager().reset();
    // A job's locale is often POSIX, in which Java would print no arrow and no accent.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Ticker ticker = Ticker.system();
    ProcessStart start = ProcessStart.ofThisProcess();
    List<String> words = start.arguments(List.of(arguments));
    Map<String, String> variables = start.variables(System.getenv());
    EndOfProcess end = EndOfProcess.of(words, variables);
    Cancellation cancellation = new Cancellation(ticker, end.grace());
    ProcessExit exit = ProcessExit.install(cancellation, end, out);
    Surroundings surroundings = new Surroundings(variables, Path.of(""), out, cancellation, ticker);
    exit.with(Program.run(words, surroundings));
  }
}
