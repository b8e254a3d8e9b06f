package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.cli.Prompt.Run;
import dev.migratedeploy.project.Settings;
import dev.migratedeploy.project.SettingsFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;

class InitCommandTest {
  private static final String[] COMPLETE = {
    "init",
    "--env",
    "staging",
    "--project",
    "shop/Orders",
    "--account",
    "123456789012",
    "--region",
    "eu-west-1",
    "--subnets",
    "subnet-0a1b, subnet-2c3d",
    "--security-groups",
    "sg-0c2d"
  };

  private final Path directory;
  private final Prompt prompt;

  InitCommandTest(@TempDir Path directory) {
    this.directory = directory;
    this.prompt = new Prompt(directory);
  }

  @Test
  void theSettingsAreReadWithoutAProblem() {
    prompt.run(COMPLETE).exits(0);

    Settings settings = SettingsFile.read(directory.resolve(Prompt.CONFIG), "staging", Map.of());
    assertThat(settings.image().repository())
        .isEqualTo("123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders-migrate");
    assertThat(settings.environment().roleArn())
        .hasValue("arn:aws:iam::123456789012:role/orders-migrate-staging-deploy");
    assertThat(settings.environment().network().subnets())
        .containsExactly("subnet-0a1b", "subnet-2c3d");
    assertThat(settings.environment().protection().on()).isTrue();
  }

  /** {@code ci_id_tokens_issuer_url} of a GitLab that AWS cannot reach. */
  @Test
  void theProviderIsTheIssuerOfTheTokens() throws IOException {
    List<String> arguments = new ArrayList<>(Arrays.asList(COMPLETE));
    arguments.addAll(List.of("--issuer", "https://tokens.example.com/gitlab"));
    prompt.run(arguments.toArray(String[]::new)).exits(0);

    assertThat(read("db-migrations/aws/trust-policy.json"))
        .contains("oidc-provider/tokens.example.com/gitlab\"")
        .contains("tokens.example.com/gitlab:sub")
        .doesNotContain("gitlab.com");
    assertThat(read("db-migrations/aws/stack.yml"))
        .contains("Url: https://tokens.example.com/gitlab\n");
  }

  @Test
  void aDeletedStackLeavesTheLogTheImagesAndTheProvider() throws IOException {
    prompt.run(COMPLETE).exits(0);

    for (String type :
        List.of("AWS::IAM::OIDCProvider", "AWS::ECR::Repository", "AWS::Logs::LogGroup")) {
      assertThat(read("db-migrations/aws/stack.yml"))
          .containsPattern(
              type + "[^\n]*\n    DeletionPolicy: Retain\n    UpdateReplacePolicy: Retain\n");
    }
  }

  @Test
  void aSecretUnderAKeyOfOnesOwnCanBeRead() throws IOException {
    prompt.run(COMPLETE).exits(0);

    assertThat(read("db-migrations/aws/stack.yml"))
        .contains("Action: \"kms:Decrypt\", Resource: !Ref DatabaseSecretKey");
  }

  @Test
  void fromWhichGitLabOnForksAreKeptOutIsSaidWhereThePolicyIsWritten() throws IOException {
    Run run = prompt.run(COMPLETE).exits(0);

    assertThat(run.output()).contains("18.2.2");
    assertThat(read("db-migrations/aws/stack.yml")).contains("18.2.2, 18.1.4 and 18.0.6");
  }

  @Test
  void variablesThatAreSetButEmptyAreNone() throws IOException {
    prompt.with("CI_SERVER_URL", "").with("CI_DEFAULT_BRANCH", " ").run(COMPLETE).exits(0);

    assertThat(read("db-migrations/aws/trust-policy.json"))
        .contains("gitlab.com:sub")
        .contains("ref:main");
  }

  @Test
  void everyFileIsTold() {
    Run run = prompt.run(COMPLETE).exits(0);

    assertThat(files())
        .containsExactly(
            "db-migrations/aws/policy.json",
            "db-migrations/aws/stack.yml",
            "db-migrations/aws/trust-policy.json",
            "db-migrations/migrate-deploy.gitlab-ci.yml",
            "db-migrations/migrate-deploy.yml");
    files().forEach(file -> assertThat(run.output()).contains("wrote    " + file));
    assertThat(run.output()).contains("Result   WRITTEN  5 files").contains("Next     1. ");
  }

  /** A group names it once; the job of a pipeline that runs init has that variable too. */
  @Test
  void theImageIsWrittenDownOnlyIfItIsAnotherThanTheGroups() throws IOException {
    String include = "db-migrations/migrate-deploy.gitlab-ci.yml";
    Run run = prompt.with("MIGRATE_DEPLOY_IMAGE", "tool:1").run(COMPLETE).exits(0);

    assertThat(read(include)).doesNotContain("\n      image: ");
    assertThat(run.output()).contains("4. set MIGRATE_DEPLOY_IMAGE for the group");

    List<String> arguments = new ArrayList<>(Arrays.asList(COMPLETE));
    arguments.addAll(List.of("--image", "tool:2", "--overwrite"));
    prompt.run(arguments.toArray(String[]::new)).exits(0);
    assertThat(read(include)).contains("\n      image: tool:2 # ");
  }

  @Test
  void noPlaceholderIsLeft() throws IOException {
    prompt.run(COMPLETE).exits(0);

    for (String file : files()) {
      assertThat(read(file)).as(file).doesNotContainPattern("@[A-Z]");
    }
  }

  @Test
  void theRolesArePassedToTasksAlone() throws IOException {
    prompt.run(COMPLETE).exits(0);

    JsonNode passRole = statement("iam:PassRole");
    assertThat(passRole.at("/Condition/StringEquals/iam:PassedToService").asText())
        .isEqualTo("ecs-tasks.amazonaws.com");
    assertThat(passRole.path("Resource"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "arn:aws:iam::123456789012:role/orders-migrate-staging-execution",
            "arn:aws:iam::123456789012:role/orders-migrate-staging-task");
  }

  @Test
  void theArnsAreThoseOfTheSettings() throws IOException {
    prompt.run(COMPLETE).exits(0);

    assertThat(statement("ecs:RunTask").path("Resource").asText())
        .isEqualTo("arn:aws:ecs:eu-west-1:123456789012:task-definition/orders-migrate-staging:*");
    assertThat(statement("ecs:RunTask").at("/Condition/ArnEquals/ecs:cluster").asText())
        .isEqualTo("arn:aws:ecs:eu-west-1:123456789012:cluster/orders-migrate-staging");
    assertThat(statement("logs:GetLogEvents").path("Resource").asText())
        .isEqualTo("arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/orders-migrate-staging:*");
    assertThat(statement("ecr:PutImage").path("Resource").asText())
        .isEqualTo("arn:aws:ecr:eu-west-1:123456789012:repository/orders-migrate");
  }

  @ParameterizedTest
  @CsvSource({
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/flyway-base:12,"
        + " arn:aws:ecr:eu-west-1:123456789012:repository/shop/flyway-base",
    "210987654321.dkr-ecr.us-east-1.on.aws/base@sha256:00,"
        + " arn:aws:ecr:us-east-1:210987654321:repository/base",
    "210987654321.dkr.ecr.cn-north-1.amazonaws.com.cn/base,"
        + " arn:aws-cn:ecr:cn-north-1:210987654321:repository/base",
    "210987654321.dkr.ecr-fips.us-gov-west-1.amazonaws.com/base:1,"
        + " arn:aws-us-gov:ecr:us-gov-west-1:210987654321:repository/base"
  })
  void aBaseInEcrIsReadAndMountedAndNotPushedTo(String base, String arn) throws IOException {
    prompt.run(with(COMPLETE, "--base=" + base)).exits(0);

    JsonNode statements = json("db-migrations/aws/policy.json").path("Statement");
    JsonNode last = statements.get(statements.size() - 1);
    assertThat(last.path("Resource").asText()).isEqualTo(arn);
    assertThat(last.path("Action"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer");
    assertThat(read("db-migrations/aws/stack.yml")).contains("\"Resource\": \"" + arn + "\"");
    assertThat(new Yaml().compose(new StringReader(read("db-migrations/aws/stack.yml"))))
        .isNotNull();
    assertThat(read(Prompt.CONFIG)).contains("base: " + base + "\n");
  }

  /** The last is what is pushed to, which may be read already. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "flyway/flyway:12",
        "registry.example.com/flyway:12",
        "public.ecr.aws/flyway/flyway:12",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders-migrate:base"
      })
  void anyOtherBaseAddsNothingToThePolicy(String base) throws IOException {
    prompt.run(with(COMPLETE, "--base=" + base)).exits(0);

    assertThat(read("db-migrations/aws/policy.json")).doesNotContain("ReadAndMountTheBase");
    assertThat(read(Prompt.CONFIG)).contains("base: " + base + "\n");
  }

  @Test
  void theRoleTrustsOneBranchOfThisProjectAlone() throws IOException {
    prompt.with("CI_SERVER_URL", "https://gitlab.example.com/git/");
    prompt.run(with(COMPLETE, "--branch", "release")).exits(0);

    JsonNode trust = json("db-migrations/aws/trust-policy.json").at("/Statement/0");
    assertThat(trust.at("/Principal/Federated").asText())
        .isEqualTo("arn:aws:iam::123456789012:oidc-provider/gitlab.example.com/git");
    JsonNode claims = trust.at("/Condition/StringEquals");
    assertThat(claims.path("gitlab.example.com/git:sub").asText())
        .isEqualTo("project_path:shop/Orders:ref_type:branch:ref:release");
    assertThat(claims.path("gitlab.example.com/git:aud").asText()).isEqualTo("sts.amazonaws.com");
  }

  @Test
  void theStackHoldsThePoliciesAndATemplateThatDropsNoLine() throws IOException {
    prompt.run(COMPLETE).exits(0);

    String stack = read("db-migrations/aws/stack.yml");
    Node parsed = new Yaml().compose(new StringReader(stack));
    assertThat(parsed).isNotNull();
    assertThat(stack)
        .contains("\"iam:PassedToService\": \"ecs-tasks.amazonaws.com\"")
        .contains("project_path:shop/Orders:ref_type:branch:ref:main")
        .contains("mode: blocking")
        .contains("RetentionInDays: 90")
        .contains("${DatabaseSecret}:password::");
  }

  @Test
  void theSnippetIncludesTheTemplateForThisEnvironment() throws IOException {
    prompt.run(COMPLETE).exits(0);

    assertThat(read("db-migrations/migrate-deploy.gitlab-ci.yml"))
        .contains("file: ci-templates/migrate-deploy.yml")
        .contains("env: staging")
        .contains("role-arn: arn:aws:iam::123456789012:role/orders-migrate-staging-deploy");
  }

  @Test
  void whatIsThereIsNotOverwrittenAndNothingElseIsWritten() throws IOException {
    prompt.write(Prompt.CONFIG, "mine").write("db-migrations/aws/stack.yml", "mine too");

    Run run = prompt.run(COMPLETE).exits(2);

    assertThat(run.output())
        .contains("Result   REFUSED  wrote nothing: files are there already")
        .contains("         db-migrations/migrate-deploy.yml")
        .contains("         db-migrations/aws/stack.yml")
        .contains("--overwrite");
    assertThat(files()).containsExactly("db-migrations/aws/stack.yml", Prompt.CONFIG);
    assertThat(read(Prompt.CONFIG)).isEqualTo("mine");
  }

  @Test
  void whatIsThereIsOverwrittenWhereThatIsWanted() throws IOException {
    prompt.write(Prompt.CONFIG, "mine");

    prompt.run(with(COMPLETE, "--overwrite")).exits(0);

    assertThat(read(Prompt.CONFIG)).doesNotContain("mine");
  }

  @Test
  void whereNobodyCanBeAskedAllThatIsMissingIsTold() {
    Run run = prompt.with("CI", "true").run("init").exits(2);

    assertThat(run.output())
        .contains("--project is missing")
        .contains("--env is missing")
        .contains("--account is missing: the AWS account's twelve digits")
        .contains("--region is missing")
        .contains("--subnets is missing")
        .contains("--security-groups is missing")
        .contains("6 options are missing or wrong");
    assertThat(files()).isEmpty();
  }

  @Test
  void whatIsWrongIsToldAllAtOnce() {
    Run run =
        prompt
            .run(with(COMPLETE, "--account=12", "--region=Ireland", "--subnets=a:b", "--gitlab=x"))
            .exits(2);

    assertThat(run.output())
        .contains("--account is not the AWS account's twelve digits: 12")
        .contains("--region is not the AWS region, such as eu-west-1: Ireland")
        .contains("--subnets holds something that is not an id: a:b")
        .contains("--gitlab is not GitLab's address");
    assertThat(files()).isEmpty();
  }

  @Test
  void chinaAndGovCloudHaveArnsOfTheirOwn() throws IOException {
    prompt.run(with(COMPLETE, "--region=cn-north-1")).exits(0);

    assertThat(read(Prompt.CONFIG))
        .contains("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/")
        .contains("arn:aws-cn:iam::");
  }

  private JsonNode statement(String action) throws IOException {
    for (JsonNode statement : json("db-migrations/aws/policy.json").path("Statement")) {
      if (statement.path("Action").toString().contains("\"" + action + "\"")) {
        return statement;
      }
    }
    throw new AssertionError("no statement for " + action);
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(read(file));
  }

  private String read(String file) throws IOException {
    return Files.readString(directory.resolve(file));
  }

  private List<String> files() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .filter(file -> !file.startsWith("migrate-deploy-report"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] with(String[] arguments, String... more) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    for (String option : more) {
      String name = option.replaceFirst("=.*", "");
      int at = all.indexOf(name);
      if (option.contains("=") && at >= 0) {
        all.set(at + 1, option.substring(name.length() + 1));
      } else {
        all.add(option);
      }
    }
    return all.toArray(String[]::new);
  }
}
