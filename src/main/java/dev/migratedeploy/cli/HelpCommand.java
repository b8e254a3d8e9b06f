package dev.migratedeploy.cli;

import dev.migratedeploy.verdict.ExitCode;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code migrate-deploy help COMMAND}: the same as {@code migrate-deploy COMMAND --help}. */
@Command(
    name = "help",
    description = {"Show the help of a command.", ""},
    footerHeading = "%nExamples:%n",
    footer = {"  migrate-deploy help logs", "  migrate-deploy help executor run"},
    sortOptions = false)
final class HelpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command's name.")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() {
    CommandLine about = spec.root().commandLine();
    for (String name : names) {
      CommandLine next = about.getSubcommands().get(name);
      if (next == null) {
        throw new RefusedException(
            new Problem(
                UsageProblem.noCommand(name, about),
                List.of(),
                "migrate-deploy --help   lists them"));
      }
      about = next;
    }
    about.usage(about.getOut());
    return ExitCode.SUCCESS.number();
  }
}
