package dev.migratedeploy.cli;

import dev.migratedeploy.deploy.Explanation;
import dev.migratedeploy.deploy.Verdict;
import dev.migratedeploy.files.FileNames;
import dev.migratedeploy.problem.Problem;
import dev.migratedeploy.report.ReportFiles;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
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
public final class Program {
  /** Usage errors are REFUSED, like every input that a retry does not mend. */
  private static final int REFUSED = 2;

  private static final Pattern REPORT_DIRECTORY =
      Pattern.compile("\\x00--report-dir[=\\x00]([^\\x00]+)\\x00");

  private Program() {}

  /**
   * Runs one command.
   *
   * @return the exit code, which is the verdict
   */
  public static int run(List<String> arguments, Surroundings surroundings) {
    Optional<Problem> unreadable = Unreadable.among(arguments, surroundings.directory());
    if (unreadable.isPresent()) {
      return refused(unreadable.get(), surroundings.out());
    }
    int separator = arguments.indexOf("--");
    List<String> own = separator < 0 ? arguments : arguments.subList(0, separator);
    List<String> passedOn =
        separator < 0 ? List.of() : arguments.subList(separator + 1, arguments.size());
    CommandLine commandLine = new CommandLine(new RootCommand(surroundings, passedOn));
    VariableDefaults defaults = new VariableDefaults(surroundings.variables());
    commandLine.setDefaultValueProvider(defaults);
    commandLine.registerConverter(Path.class, FileNames::path);
    commandLine.setOut(
        new PrintWriter(new OutputStreamWriter(surroundings.out(), StandardCharsets.UTF_8), true));
    commandLine.setParameterExceptionHandler((e, args) -> usage(e, own, surroundings));
    commandLine.setExecutionExceptionHandler(
        (e, command, parsed) -> unforeseen(e, own, surroundings));
    return commandLine.execute(own.toArray(String[]::new));
  }

  private static int refused(Problem problem, PrintStream out) {
    out.println("Result   REFUSED  " + problem.cause());
    out.println("Next     " + problem.next());
    return REFUSED;
  }

  private static int usage(
      ParameterException e, List<String> arguments, Surroundings surroundings) {
    List<String> suggestions =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    report(e, arguments, surroundings);
    surroundings.out().println("Result   REFUSED  " + firstLine(e));
    if (!suggestions.isEmpty()) {
      surroundings.out().println("         did you mean " + String.join(" or ", suggestions) + "?");
    }
    surroundings.out().println("Next     migrate-deploy --help");
    return REFUSED;
  }

  /** The report files are there whatever the result. */
  private static void report(
      ParameterException e, List<String> arguments, Surroundings surroundings) {
    new ReportFiles(
            FileNames.resolve(surroundings.directory(), reportDirectory(arguments, surroundings)),
            warning -> surroundings.out().println("Warning: " + warning),
            surroundings.ticker())
        .decided(
            new Verdict(
                Verdict.Kind.REFUSED, Explanation.of(firstLine(e)).next("migrate-deploy --help")));
  }

  /** Picocli may have given up before it came to the option that says where. */
  private static String reportDirectory(List<String> arguments, Surroundings surroundings) {
    Matcher option = REPORT_DIRECTORY.matcher("\0" + String.join("\0", arguments) + "\0");
    if (option.find()) {
      return option.group(1);
    }
    String variable = surroundings.variables().getOrDefault("MIGRATE_DEPLOY_REPORT_DIR", "");
    return variable.isBlank() ? DeployOptions.REPORT_DIRECTORY : variable;
  }

  /** For commands that start nothing; {@link JobCommand} has its own. */
  private static int unforeseen(Exception e, List<String> arguments, Surroundings surroundings) {
    PrintStream out = surroundings.out();
    if (arguments.contains("-v") || arguments.contains("--verbose")) {
      e.printStackTrace(out);
    }
    Verdict verdict = Defect.verdict(e, surroundings.cancellation().hasBegun());
    out.println("Result   " + verdict.title() + "  " + verdict.explanation().cause());
    verdict.explanation().next().ifPresent(next -> out.println("Next     " + next));
    return verdict.exitCode();
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("the arguments are wrong");
  }
}
