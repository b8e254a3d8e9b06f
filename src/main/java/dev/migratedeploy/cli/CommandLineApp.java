package dev.migratedeploy.cli;

import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.report.ReportFiles;
import dev.migratedeploy.report.ResultBlock;
import dev.migratedeploy.secrets.SecretVariables;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.verdict.AnyFailure;
import dev.migratedeploy.verdict.ExitCode;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The whole command line: arguments in, exit code out. */
public final class CommandLineApp {
  private final List<String> words;
  private final RootCommand root;
  private final EnvironmentDefaultProvider variables;
  private final CommandLine commandLine;
  private final ParseResult parsed;

  private CommandLineApp(List<String> words, Map<String, String> variables) {
    this.words = List.copyOf(words);
    this.root = new RootCommand();
    this.variables = new EnvironmentDefaultProvider(variables);
    this.commandLine = configured(new CommandLine(root), this.variables);
    this.parsed = commandLine.parseArgs(words.toArray(String[]::new));
  }

  /** Reads the arguments. What is wrong with them is told by {@link #run}. */
  public static CommandLineApp parse(List<String> words, Map<String, String> variables) {
    return new CommandLineApp(words, variables);
  }

  /**
   * Runs one command.
   *
   * @return the exit code, which is the verdict
   */
  public static int run(List<String> words, CliEnvironment environment) {
    return AnyFailure.handled(
        () -> parse(words, environment.variables()).run(environment),
        failure -> failed(failure, environment));
  }

  /** Whether GitLab Runner has started this process as its driver. */
  public boolean isDriver() {
    return runs(ExecutorCommand.class);
  }

  private boolean runs(Class<?> command) {
    return parsed.asCommandLineList().stream()
        .anyMatch(named -> command.isInstance(named.getCommand()));
  }

  /** Where people read what happens: with {@code --json}, standard output is for programs. */
  public PrintStream log(PrintStream out, PrintStream err) {
    return root.options.json ? err : out;
  }

  public int run(CliEnvironment environment) {
    return AnyFailure.handled(() -> execute(environment), failure -> failed(failure, environment));
  }

  private int execute(CliEnvironment environment) throws Exception {
    List<CommandLine> commands = parsed.asCommandLineList();
    CommandLine last = commands.get(commands.size() - 1);
    root.in(environment, FlywayArguments.in(last.getParseResult()));
    environment.secrets().addAll(SecretVariables.valuesIn(words));
    environment.end().tell(plainly(environment), failure -> trace(failure, environment));
    Optional<Problem> unreadable = Unreadable.among(words, environment.directory());
    if (unreadable.isPresent()) {
      return refused(unreadable.get(), environment);
    }
    commandLine.setOut(writer(environment.data()));
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    Optional<Problem> usage = new UsageProblem(parsed, variables).find();
    if (usage.isPresent()) {
      return refused(usage.get(), environment);
    }
    Callable<Integer> command = last.getCommand();
    return command.call();
  }

  private static CommandLine configured(
      CommandLine commandLine, EnvironmentDefaultProvider variables) {
    OptionUse.restrict(commandLine);
    commandLine.setDefaultValueProvider(variables);
    commandLine
        .getCommandSpec()
        .usageMessage()
        .exitCodeList(
            Arrays.stream(ExitCode.values())
                .collect(
                    Collectors.toMap(
                        code -> String.valueOf(code.number()),
                        ExitCode::meaning,
                        (one, other) -> one,
                        LinkedHashMap::new)));
    commandLine.setExpandAtFiles(false); // a word is never a file to read words from
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.registerConverter(Path.class, FileNames::path);
    collectErrors(commandLine);
    tellVersion(commandLine);
    return commandLine;
  }

  /** Each command takes {@code --version}, which prints nothing without a provider of its own. */
  private static void tellVersion(CommandLine commandLine) {
    commandLine.getCommandSpec().versionProvider(new ToolVersion());
    commandLine.getSubcommands().values().forEach(CommandLineApp::tellVersion);
  }

  /** One error hides neither the others nor where the reports go. */
  private static void collectErrors(CommandLine commandLine) {
    commandLine.getCommandSpec().parser().collectErrors(true);
    commandLine.getSubcommands().values().forEach(CommandLineApp::collectErrors);
  }

  /** Where a verdict is told as long as no command has an output of its own. */
  private DeployListener plainly(CliEnvironment environment) {
    ResultBlock result = new ResultBlock(environment.out(), false);
    // A driver's directory is the Runner's.
    return isDriver() ? result : DeployListener.all(List.of(reports(environment), result));
  }

  private ReportFiles reports(CliEnvironment environment) {
    Path directory = ReportDirectory.of(words, variables);
    ReportFiles files =
        new ReportFiles(
            environment.directory().resolve(directory),
            warning -> environment.out().println("Warning: " + warning),
            environment.ticker(),
            environment.secrets());
    if (runs(RehearseCommand.class)) {
      files.ofRehearsal();
    }
    return root.options.json ? files.handingOn(environment.data()::print) : files;
  }

  private static int refused(Problem problem, CliEnvironment environment) {
    return environment
        .end()
        .decide(new Verdict(Verdict.Kind.REFUSED, VerdictDetails.of(problem)))
        .exitCode();
  }

  private static int failed(Throwable failure, CliEnvironment environment) {
    RunEnd end = environment.end();
    return end.of(() -> end.failed(failure)).exitCode();
  }

  private void trace(Throwable failure, CliEnvironment environment) {
    if (root.options.verbose) {
      failure.printStackTrace(environment.out());
    }
  }

  private static PrintWriter writer(PrintStream out) {
    return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
  }
}
