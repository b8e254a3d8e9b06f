package dev.migratedeploy.cli;

import dev.migratedeploy.verdict.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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

  @Override
  public Integer call() {
    root.surroundings()
        .data()
        .println(AutoComplete.bash("migrate-deploy", spec.root().commandLine()));
    return ExitCode.SUCCESS.number();
  }
}
