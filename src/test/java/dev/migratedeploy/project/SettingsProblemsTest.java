package dev.migratedeploy.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.verdict.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsProblemsTest {
  private final SettingsText text;

  SettingsProblemsTest(@TempDir Path folder) {
    text = new SettingsText(folder);
  }

  @Test
  void everyProblemIsToldAtOnceInTheOrderOfTheFile() {
    Problem problem =
        text.refusal(
            """
            script: sql
            image:
              base: https://flyway
              repositry: team/flyway
            environments:
              production:
                cluster: [a]
                task-definition: flyway
              staging:
                cluster: ${CLUSTER}
                subnets: ${ENV_SUBNET}
                assign-public-ip: maybe
                taskDefinition: flyway
                timeout: 30
                launch-type: FARGATE
                capacity-provider: SPOT
                timeout: 30m
            """,
            Map.of("CLUSTER", ""));
    String file = text.folder() + "/s.yml";
    assertThat(problem.cause()).isEqualTo("the settings " + file + " have 13 problems");
    assertThat(problem.details().stream().map(line -> line.replace(file, "s.yml")))
        .containsExactly(
            "s.yml:1: script: unknown key; did you mean scripts?",
            "s.yml:2: image.repository: missing; it is where the image is pushed, without a tag",
            "s.yml:3: image.base: expected an image such as flyway/flyway:13, in small letters,"
                + " without https://, found \"https://flyway\"",
            "s.yml:4: image.repositry: unknown key; did you mean repository?",
            "s.yml:7: environments.production.cluster: expected a single value, found a list",
            "s.yml:9: environments.staging.task-definition: missing; it is the family that serves"
                + " as the template",
            "s.yml:10: environments.staging.cluster: expected the ECS cluster's name or ARN,"
                + " \"${CLUSTER}\" is empty",
            "s.yml:11: environments.staging.subnets: the variable ENV_SUBNET is not set",
            "s.yml:12: environments.staging.assign-public-ip: expected true or false, found"
                + " \"maybe\"",
            "s.yml:13: environments.staging.taskDefinition: unknown key; did you mean"
                + " task-definition?",
            "s.yml:14: environments.staging.timeout: expected a duration of at most 31 days such as"
                + " 90s, 30m, 1h30m or PT30M, found \"30\"",
            "s.yml:16: environments.staging.capacity-provider: excludes launch-type; keep one of"
                + " the two",
            "s.yml:17: environments.staging.timeout: duplicate key; line 14 has it already");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          region: eu west                 | region: expected a name without blanks, found "eu west"
          role-arn: migrate               | role-arn: expected a role as arn:aws:iam::ACCOUNT:role/NAME, found "migrate"
          subnets: subnet 1               | subnets: expected an id of letters, digits, - and _, found "subnet 1"
          subnets: ['']                   | subnets: "" is empty
          security-groups: ${EMPTY}       | security-groups: "${EMPTY}" is empty
          launch-type: fargate            | launch-type: expected FARGATE, EC2 or EXTERNAL, found "fargate"
          command: migrate -X             | command: expected a list such as [migrate, -outOfOrder=true] or a single word, found "migrate -X"
          tags: {"aws:x": y}              | tags.aws:x: expected a tag's name of at most 128 characters that does not begin with aws:, found "aws:x"
          tags: [a]                       | tags: expected a section with keys, found a list
          timeout: ${SECRET}              | timeout: expected a duration of at most 31 days such as 90s, 30m, 1h30m or PT30M, found "${SECRET}"
          assign-public-ip: ${SECRET}     | assign-public-ip: expected true or false, found "${SECRET}"
          region: ${region?}              | region: "${region?}" is not a valid placeholder; write ${NAME} or ${NAME:-default}, and $${ for ${ itself
          region: !reference [a]          | region: the tag !reference has no meaning here
          <<: text                        | << takes an alias of a section, such as <<: *common
          """)
  void aWrongValueIsToldWithWhatIsExpected(String line, String message) {
    Map<String, String> variables = Map.of("SECRET", "s3cr3t value", "EMPTY", "");
    assertThat(text.problems(SettingsText.SMALLEST + "    " + line + "\n", variables))
        .contains(
            message.startsWith("<<")
                ? "s.yml:8: environments.staging: " + message
                : "s.yml:8: environments.staging." + message)
        .noneMatch(problem -> problem.contains("s3cr3t"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          base        | Flyway            | an image such as
          base        | flyway@sha256:12  | an image such as
          repository  | team/flyway:1     | a repository without tag or digest
          repository  | host:5000/a/b:1   | a repository without tag or digest
          repository  | https://host/team | a repository such as
          """)
  void anImageNameIsChecked(String key, String value, String expected) {
    String yaml = SettingsText.SMALLEST.replaceFirst(key + ": .*", key + ": " + value);
    assertThat(text.problems(yaml))
        .singleElement()
        .asString()
        .contains("image." + key + ": expected " + expected)
        .endsWith("found \"" + value + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scripts-path: sql                  | image.scripts-path: expected an absolute path
          scripts-path: /                    | image.scripts-path: expected an absolute path
          files: {/etc/passwd: /a}           | image.files./etc/passwd: expected a path relative
          files: {a/../../b: /a}             | image.files.a/../../b: expected a path relative
          files: {a: b}                      | image.files.a: expected an absolute path
          files: {a: }                       | image.files.a: expected an absolute path
          compression: bzip2                 | image.compression: expected gzip or zstd, found "bzip2"
          files: {a: /migrate-deploy/run}    | image.files: nothing can be put below /migrate-deploy/
          """)
  void pathsAreChecked(String line, String message) {
    String yaml = SettingsText.SMALLEST.replace("environments:", "  " + line + "\nenvironments:");
    assertThat(text.problems(yaml)).singleElement().asString().contains("s.yml:4: " + message);
  }

  @Test
  void moreTagsThanEcsTakesAreAProblem() {
    String tags =
        IntStream.range(0, 51).mapToObj(i -> "t" + i + ": x").collect(Collectors.joining(", "));
    assertThat(text.problems(SettingsText.SMALLEST + "    tags: {" + tags + "}\n"))
        .containsExactly("s.yml:8: environments.staging.tags: 51 tags; ECS takes 50");
  }

  @Test
  void aVariableOfAnotherEnvironmentMayBeMissingButNothingElseOfItMayBeWrong() {
    String production =
        """
          production:
            cluster: ${PRODUCTION_CLUSTER}
            task-definition: flyway
        """;
    assertThat(text.read(SettingsText.SMALLEST + production, Map.of()).environments())
        .containsExactly("staging", "production");
    assertThat(text.problems(SettingsText.SMALLEST + production + "    protected: no\n"))
        .containsExactly(
            "s.yml:11: environments.production.protected: expected true or false, found \"no\"");
  }

  @Test
  void anUnknownEnvironmentIsToldWithThoseThereAre() {
    String yaml = SettingsText.SMALLEST.replace("staging:", "stagin:");
    assertThat(text.problems(yaml))
        .containsExactly(
            "s.yml:4: environments: there is no \"staging\", only stagin; --env NAME chooses one;"
                + " did you mean stagin?");
  }

  @Test
  void aFileWithoutEnvironmentsIsRefused() {
    assertThat(text.problems("image: {base: flyway, repository: flyway}\n"))
        .containsExactly("s.yml:1: environments: no environment; it holds a section for each");
  }

  @Test
  void aSectionThatMergesItselfIsRefused() {
    assertThat(
            text.problems(
                SettingsText.SMALLEST.replace("staging:", "staging: &self\n    <<: *self")))
        .containsExactly("s.yml:5: environments.staging: << merges the section into itself");
  }

  @Test
  void aliasesOfAliasesDoNotMultiply() {
    StringBuilder yaml = new StringBuilder("x-0: &a0 {region: eu-west-1}\n");
    for (int i = 1; i <= 24; i++) {
      yaml.append("x-%d: &a%d {<<: [*a%d, *a%d]}\n".formatted(i, i, i - 1, i - 1));
    }
    String text24 = yaml + SettingsText.SMALLEST + "    <<: *a24\n";
    assertThat(text.read(text24, Map.of()).environment().region()).contains("eu-west-1");
    String bomb = IntStream.range(0, 10_001).mapToObj(i -> "*a").collect(Collectors.joining(", "));
    assertThat(text.problems("x-a: &a {b: c}\nx-b: [" + bomb + "]\n"))
        .singleElement()
        .asString()
        .contains("aliases");
  }

  @Test
  void whereAListIsTakenAMappingIsNotAskedToBeASingleValue() {
    assertThat(text.problems(SettingsText.SMALLEST + "    subnets: {}\n"))
        .singleElement()
        .asString()
        .endsWith(
            "subnets: expected a list, or a single value with commas between its items, found a"
                + " section with keys");
  }

  @Test
  void aProblemOfASharedSectionIsToldForEachEnvironment() {
    List<String> problems =
        text.problems(
            """
            x-common: &common
              cluster: main
              task-definition: flyway
              protected: perhaps
            image: {base: flyway, repository: flyway}
            environments:
              staging: *common
              production: *common
            """);
    assertThat(problems)
        .containsExactly(
            "s.yml:4: environments.staging.protected: expected true or false, found \"perhaps\"",
            "s.yml:4: environments.production.protected: expected true or false, found"
                + " \"perhaps\"");
  }
}
