package dev.migratedeploy.cli;

import dev.migratedeploy.project.SettingsFile;
import dev.migratedeploy.verdict.ExitCode;
import dev.migratedeploy.verdict.ProblemException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code migrate-deploy completion}: what a shell needs to complete this command line. */
@Command(
    name = "completion",
    description = {"Print a completion script for bash and zsh.", ""},
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(migrate-deploy completion)               in bash",
      "  autoload -U +X bashcompinit && bashcompinit       in zsh, once before:",
      "  source <(migrate-deploy completion)",
      "  migrate-deploy completion > /etc/bash_completion.d/migrate-deploy   for good",
      "If it is started with java -jar:",
      "  alias migrate-deploy='java -jar migrate-deploy.jar'"
    },
    sortOptions = false)
final class CompletionCommand implements Callable<Integer> {
  @ParentCommand private RootCommand root;
  @Spec private CommandSpec spec;

  @Option(
      names = "--environments",
      hidden = true,
      fallbackValue = "true",
      description = "Print the names of the settings' environments, which the script asks for.")
  private boolean environments;

  @Override
  public Integer call() {
    PrintStream out = root.surroundings().data();
    if (environments) {
      names().forEach(out::println);
    } else {
      out.println(
          EnvironmentNames.asked(AutoComplete.bash("migrate-deploy", spec.root().commandLine())));
    }
    return ExitCode.SUCCESS.number();
  }

  /** None if the settings cannot be read: a shell that completes a word shows no messages. */
  private List<String> names() {
    CliEnvironment surroundings = root.surroundings();
    try {
      return SettingsFile.common(
              surroundings.directory().resolve(root.options.config), surroundings.variables())
          .environments();
    } catch (ProblemException unreadable) {
      return List.of();
    }
  }
}
