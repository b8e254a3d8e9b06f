package dev.migratedeploy.cli;

import dev.migratedeploy.init.Prompts;
import dev.migratedeploy.init.ScaffoldParameters;
import dev.migratedeploy.init.ScaffoldParameters.AwsTarget;
import dev.migratedeploy.init.ScaffoldParameters.GitLabProject;
import dev.migratedeploy.init.ScaffoldParameters.Images;
import dev.migratedeploy.verdict.RefusedException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What {@code init} must know of a project: its options, and the questions for what they leave
 * open.
 */
final class InitOptions {
  /** The option's variable is the one that the template takes, so it need not be written down. */
  private static final String IMAGE = "MIGRATE_DEPLOY_IMAGE";

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
      defaultValue = Images.OF_THE_GROUP,
      description = "The image of migrate-deploy that jobs run in; default: ${DEFAULT-VALUE}.")
  private String image;

  @Option(
      names = "--base",
      paramLabel = "IMAGE",
      defaultValue = "flyway/flyway:13",
      description =
          "What the image with the scripts is built on; the policy lets the job read and mount it"
              + " if it is in ECR; default: ${DEFAULT-VALUE}.")
  private String base;

  /**
   * What was given, and on a terminal what is asked for in its place.
   *
   * @param environment from {@code --env}
   * @throws RefusedException with everything that is wrong or missing
   */
  ScaffoldParameters parameters(@Nullable String environment, Map<String, String> variables) {
    Prompts answers = new Prompts(Terminal.of(variables));
    ScaffoldParameters parameters =
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
                Optional.ofNullable(environment),
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
                    Optional.of(image)
                        .filter(name -> !name.equals(variables.get(IMAGE)))
                        .or(() -> Optional.of(Images.OF_THE_GROUP)),
                    "[\\w.:/@$-]+",
                    "an image, such as registry.example.com/data/migrate-deploy:1.0.0"),
                answers.text(
                    "--base",
                    Optional.of(base),
                    "[\\w.:/@-]+",
                    "an image with Flyway, such as flyway/flyway:13")));
    answers.refuseIfWrong();
    return parameters;
  }

  private static Optional<String> first(@Nullable String option, @Nullable String variable) {
    return Optional.ofNullable(option)
        .or(() -> Optional.ofNullable(variable))
        .filter(value -> !value.isBlank());
  }
}
