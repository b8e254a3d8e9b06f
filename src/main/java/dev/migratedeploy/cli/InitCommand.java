package dev.migratedeploy.cli;

import dev.migratedeploy.init.ExistingFiles;
import dev.migratedeploy.init.Prompts;
import dev.migratedeploy.init.ScaffoldParameters;
import dev.migratedeploy.init.ScaffoldParameters.AwsTarget;
import dev.migratedeploy.init.ScaffoldParameters.GitLabProject;
import dev.migratedeploy.init.ScaffoldParameters.Images;
import dev.migratedeploy.init.StarterFiles;
import dev.migratedeploy.report.ResultBlock;
import dev.migratedeploy.verdict.ExitCode;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code migrate-deploy init}: writes what a project begins with. */
@Command(
    name = "init",
    description = {
      "Write a starter configuration, a CI snippet, the least-privilege IAM policy with its trust"
          + " policy for this GitLab project, and a CloudFormation template for all that is needed"
          + " in AWS but the network, the database and its secret.",
      "On a terminal it asks for what no option says. If there are settings, it adds the environment"
          + " to them; it replaces no file without --overwrite.",
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

  @Option(
      names = "--project",
      paramLabel = "PATH",
      description = "The project's path in GitLab, such as shop/orders; default: $CI_PROJECT_PATH.")
  private @Nullable String project;

  @Option(
      names = "--gitlab",
      paramLabel = "URL",
      description = "GitLab's address; default: $CI_SERVER_URL, else https://gitlab.com.")
  private @Nullable String gitLab;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description =
          "The iss of GitLab's ID tokens, if its administrators have set ci_id_tokens_issuer_url;"
              + " default: GitLab's address.")
  private @Nullable String issuer;

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description = "The branch that may deploy; default: $CI_DEFAULT_BRANCH, else main.")
  private @Nullable String branch;

  @Option(names = "--account", paramLabel = "ID", description = "The AWS account's twelve digits.")
  private @Nullable String account;

  @Option(
      names = "--region",
      paramLabel = "NAME",
      description = "The AWS region, such as eu-west-1; default: $AWS_REGION.")
  private @Nullable String region;

  @Option(
      names = "--subnets",
      paramLabel = "IDS",
      description = "Private subnets from which the database is reached, separated by commas.")
  private @Nullable String subnets;

  @Option(
      names = "--security-groups",
      paramLabel = "IDS",
      description = "Security groups that the database lets in, separated by commas.")
  private @Nullable String securityGroups;

  @Option(
      names = "--templates",
      paramLabel = "PATH",
      defaultValue = "migrate-deploy/migrate-deploy",
      description =
          "The GitLab project that has migrate-deploy's ci-templates; default: ${DEFAULT-VALUE}.")
  private String templates;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      defaultValue = "$MIGRATE_DEPLOY_TOOL_IMAGE",
      description = "The image of migrate-deploy that jobs run in; default: ${DEFAULT-VALUE}.")
  private String image;

  @Option(
      names = "--base",
      paramLabel = "IMAGE",
      defaultValue = "flyway/flyway:12",
      description =
          "What the image with the scripts is built on; the policy lets the job read and mount it"
              + " if it is in ECR; default: ${DEFAULT-VALUE}.")
  private String base;

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
    ScaffoldParameters blueprint = blueprint();
    StarterFiles files =
        StarterFiles.of(
            blueprint,
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
        "4. start the job migrate-doctor in a pipeline: it says what is still missing",
        "",
        "The role trusts the branch by the token's sub: that keeps forks out from GitLab 18.2.2,",
        "18.1.4 and 18.0.6 on. AWS must reach the issuer's /.well-known/openid-configuration.");
  }

  private ScaffoldParameters blueprint() {
    Map<String, String> variables = root.surroundings().variables();
    Prompts answers = new Prompts(Terminal.of(variables));
    ScaffoldParameters blueprint =
        new ScaffoldParameters(
            new GitLabProject(
                answers.text(
                    "--project",
                    first(project, variables.get("CI_PROJECT_PATH")),
                    "[\\w.-]+(/[\\w.-]+)+",
                    "the project's path in GitLab, such as shop/orders"),
                answers.address(
                    "--gitlab",
                    first(gitLab, variables.get("CI_SERVER_URL"))
                        .or(() -> Optional.of("https://gitlab.com")),
                    "GitLab's address, such as https://gitlab.example.com"),
                Optional.ofNullable(issuer)
                    .map(
                        url ->
                            answers.address(
                                "--issuer",
                                Optional.of(url),
                                "the iss of ID tokens, such as https://tokens.example.com")),
                answers.text(
                    "--branch",
                    first(branch, variables.get("CI_DEFAULT_BRANCH")).or(() -> Optional.of("main")),
                    "[\\w./-]+",
                    "the branch that may deploy, such as main"),
                answers.text(
                    "--templates",
                    Optional.of(templates),
                    "[\\w.-]+(/[\\w.-]+)+",
                    "the path of a GitLab project, such as data/migrate-deploy")),
            answers.text(
                "--env",
                Optional.ofNullable(root.options.environment),
                "[A-Za-z0-9_.]([\\w./ -]*[\\w.-])?",
                "the environment's name, such as staging"),
            new AwsTarget(
                answers.text(
                    "--account",
                    Optional.ofNullable(account),
                    "\\d{12}",
                    "the AWS account's twelve digits"),
                answers.text(
                    "--region",
                    first(region, variables.get("AWS_REGION")),
                    "[a-z]{2}(-[a-z]+)+-\\d",
                    "the AWS region, such as eu-west-1"),
                answers.ids(
                    "--subnets",
                    Optional.ofNullable(subnets),
                    "subnet",
                    "the subnets of the task, separated by commas"),
                answers.ids(
                    "--security-groups",
                    Optional.ofNullable(securityGroups),
                    "sg",
                    "the security groups of the task, separated by commas")),
            new Images(
                answers.text(
                    "--image",
                    Optional.of(image),
                    "[\\w.:/@$-]+",
                    "an image, such as registry.example.com/data/migrate-deploy:1.0.0"),
                answers.text(
                    "--base",
                    Optional.of(base),
                    "[\\w.:/@-]+",
                    "an image with Flyway, such as flyway/flyway:12")));
    answers.refuseIfWrong();
    return blueprint;
  }

  private static Optional<String> first(@Nullable String option, @Nullable String variable) {
    return Optional.ofNullable(option)
        .or(() -> Optional.ofNullable(variable))
        .filter(value -> !value.isBlank());
  }
}
