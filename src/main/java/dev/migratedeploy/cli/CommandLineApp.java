package dev.migratedeploy.cli;

import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.report.ReportFiles;
import dev.migratedeploy.secrets.SecretVariables;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.verdict.AnyFailure;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The whole command line: arguments in, exit code out. */
public final class CommandLineApp {
  private static final Pattern REPORT_DIRECTORY =
      Pattern.compile("\\x00--report-dir[=\\x00]([^\\x00]+)\\x00");

  private CommandLineApp() {}

  /**
   * Runs one command.
   *
   * @return the exit code, which is the verdict
   */
  public static int run(List<String> arguments, CliEnvironment surroundings) {
    return AnyFailure.handled(
        () -> execute(arguments, surroundings), failure -> failed(failure, surroundings));
  }

  private static int execute(List<String> arguments, CliEnvironment surroundings) {
    int separator = arguments.indexOf("--");
    List<String> own = separator < 0 ? arguments : arguments.subList(0, separator);
    List<String> passedOn =
        separator < 0 ? List.of() : arguments.subList(separator + 1, arguments.size());
    surroundings.secrets().addAll(SecretVariables.valuesIn(arguments));
    surroundings
        .end()
        .tell(plainly(own, surroundings), failure -> trace(failure, own, surroundings));
    Optional<Problem> unreadable = Unreadable.among(arguments, surroundings.directory());
    if (unreadable.isPresent()) {
      return refused(VerdictDetails.of(unreadable.get()), surroundings);
    }
    CommandLine commandLine = new CommandLine(new RootCommand(surroundings, passedOn));
    EnvironmentDefaultProvider defaults = new EnvironmentDefaultProvider(surroundings.variables());
    commandLine.setDefaultValueProvider(defaults);
    commandLine.setExpandAtFiles(false); // a word is never a file to read words from
    commandLine.registerConverter(Path.class, FileNames::path);
    commandLine.setOut(
        new PrintWriter(new OutputStreamWriter(surroundings.out(), StandardCharsets.UTF_8), true));
    commandLine.setParameterExceptionHandler((e, args) -> usage(e, surroundings));
    commandLine.setExecutionExceptionHandler((e, command, parsed) -> failed(e, surroundings));
    return commandLine.execute(own.toArray(String[]::new));
  }

  /** Where a verdict is told as long as no command has an output of its own. */
  private static DeployListener plainly(List<String> arguments, CliEnvironment surroundings) {
    PlainResult result = new PlainResult(surroundings.out());
    // A driver's directory is the Runner's.
    return arguments.contains("executor")
        ? result
        : DeployListener.all(List.of(reports(arguments, surroundings), result));
  }

  private static ReportFiles reports(List<String> arguments, CliEnvironment surroundings) {
    return new ReportFiles(
        FileNames.resolve(surroundings.directory(), reportDirectory(arguments, surroundings)),
        warning -> surroundings.out().println("Warning: " + warning),
        surroundings.ticker(),
        surroundings.secrets());
  }

  private static int refused(VerdictDetails explanation, CliEnvironment surroundings) {
    return surroundings.end().decide(new Verdict(Verdict.Kind.REFUSED, explanation)).exitCode();
  }

  private static int usage(ParameterException e, CliEnvironment surroundings) {
    List<String> suggestions =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    return refused(
        VerdictDetails.of(
            new Problem(
                firstLine(e),
                suggestions.isEmpty()
                    ? List.of()
                    : List.of("did you mean " + String.join(" or ", suggestions) + "?"),
                "migrate-deploy --help")),
        surroundings);
  }

  /** Picocli may have given up before it came to the option that says where. */
  private static String reportDirectory(List<String> arguments, CliEnvironment surroundings) {
    Matcher option = REPORT_DIRECTORY.matcher("\0" + String.join("\0", arguments) + "\0");
    if (option.find()) {
      return option.group(1);
    }
    String variable = surroundings.variables().getOrDefault("MIGRATE_DEPLOY_REPORT_DIR", "");
    return variable.isBlank() ? DeployOptions.REPORT_DIRECTORY : variable;
  }

  private static int failed(Throwable failure, CliEnvironment surroundings) {
    RunEnd end = surroundings.end();
    return end.of(() -> end.failed(failure)).exitCode();
  }

  private static void trace(
      Throwable failure, List<String> arguments, CliEnvironment surroundings) {
    if (arguments.contains("-v") || arguments.contains("--verbose")) {
      failure.printStackTrace(surroundings.out());
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("the arguments are wrong");
  }
}
