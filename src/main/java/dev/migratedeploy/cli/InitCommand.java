package dev.migratedeploy.cli;

import dev.migratedeploy.init.ExistingFiles;
import dev.migratedeploy.init.StarterFiles;
import dev.migratedeploy.report.ResultBlock;
import dev.migratedeploy.verdict.ExitCode;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code migrate-deploy init}: writes what a project begins with. */
@Command(
    name = "init",
    description = {
      "Write a starter configuration, a CI snippet, the least-privilege IAM policy with its trust"
          + " policy for this GitLab project, and a CloudFormation template for all that is needed"
          + " in AWS but the network, the database and its secret.",
      "On a terminal it asks for what no option says. If there are settings, it adds the"
          + " environment to them; it replaces no file without --overwrite.",
      ""
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  migrate-deploy init --env staging --project shop/orders \\",
      "    --account 123456789012 --region eu-west-1 \\",
      "    --subnets subnet-0a1b,subnet-2c3d --security-groups sg-0c2d"
    },
    sortOptions = false)
final class InitCommand implements Callable<Integer> {
  @ParentCommand private RootCommand root;

  @Mixin private InitOptions answers;

  @Option(
      names = "--overwrite",
      fallbackValue = "true",
      description = "Replace the files that are there.")
  private boolean overwrite;

  @Override
  public Integer call() {
    PrintStream out = root.surroundings().out();
    try {
      StarterFiles files = files();
      if (!root.options.dryRun) {
        files.write(root.surroundings().directory());
      }
      tell(files, out);
      return ExitCode.SUCCESS.number();
    } catch (ProblemException e) {
      result(out).print(new Verdict(Verdict.Kind.REFUSED, VerdictDetails.of(e.problem())));
      return ExitCode.REFUSED.number();
    }
  }

  private StarterFiles files() {
    Path directory = root.surroundings().directory();
    StarterFiles files =
        StarterFiles.of(
            answers.parameters(root.options.environment, root.surroundings().variables()),
            root.options.config,
            ToolVersion.current(),
            overwrite ? Optional.empty() : ExistingFiles.in(directory, root.options.config));
    if (!overwrite) {
      files.refuseToReplace(directory);
    }
    return files;
  }

  private void tell(StarterFiles files, PrintStream out) {
    int all = files.texts().size();
    if (!root.options.quiet) {
      String would = root.options.dryRun ? "would " : "";
      String write = root.options.dryRun ? "write" : "wrote";
      String change = root.options.dryRun ? "change" : "changed";
      files
          .texts()
          .keySet()
          .forEach(
              file ->
                  out.println(
                      "%-8s %s"
                          .formatted(
                              would + (files.changed().contains(file) ? change : write), file)));
      out.println();
    }
    if (root.options.dryRun) {
      result(out)
          .success(
              "DRY RUN",
              VerdictDetails.of(all + " files would be written")
                  .next("the same without --dry-run"));
    } else {
      result(out).success("WRITTEN", VerdictDetails.of(all + " files").next(next(files)));
    }
  }

  private ResultBlock result(PrintStream out) {
    return new ResultBlock(out, Console.colour(root.options, root.surroundings()));
  }

  private String next(StarterFiles files) {
    Path ci = StarterFiles.ciFile(root.options.config);
    return String.join(
        "\n",
        "1. create the stack: the command is at the top of " + files.stack(),
        "2. put scripts into db-migrations/scripts, such as V1__first.sql",
        files.changed().contains(ci)
            ? "3. the job includes " + ci + ", or take its last include into .gitlab-ci.yml"
            : "3. take " + ci + " into .gitlab-ci.yml",
        "4. set MIGRATE_DEPLOY_IMAGE for the group (Settings > CI/CD > Variables) to the image of"
            + " migrate-deploy, unless the include names it",
        "5. start the job migrate-doctor in a pipeline: it says what is still missing",
        "",
        "The role trusts the branch by the token's sub: that keeps forks out from GitLab 18.2.2,",
        "18.1.4 and 18.0.6 on. AWS must reach the issuer's /.well-known/openid-configuration.");
  }
}
