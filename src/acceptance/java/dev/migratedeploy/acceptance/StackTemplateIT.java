package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** AWS' own cfn-lint reads the stack: properties, references, conditions and IAM's actions. */
@EnabledIf(value = "isInstalled", disabledReason = "cfn-lint is not on the path")
class StackTemplateIT {
  private static final String STACK = StarterProject.AWS + "stack.yml";

  private final StarterProject project;

  StackTemplateIT(@TempDir Path folder) {
    this.project = new StarterProject(folder);
  }

  static boolean isInstalled() {
    return OnPath.has("cfn-lint");
  }

  @Test
  void theStackOfAProjectFromNothingIsWithoutAFinding() {
    project.with("staging", "eu-west-1");

    assertNothingToSay("eu-west-1", STACK);
  }

  @Test
  void theStackOfASecondEnvironmentIsWithoutAFinding() {
    project.with("staging", "eu-west-1").with("production", "eu-central-1");

    assertNothingToSay("eu-central-1", StarterProject.AWS + "production/stack.yml");
  }

  @Test
  void theStackOfAnIssuerOfOnesOwnWithABaseInEcrIsWithoutAFinding() {
    project.with(
        "staging",
        "us-gov-west-1",
        "--issuer=https://tokens.example.com/gitlab",
        "--base=210987654321.dkr.ecr.us-gov-west-1.amazonaws.com/flyway:12");

    assertNothingToSay("us-gov-west-1", STACK);
  }

  @Test
  void theStackInChinaIsWithoutAFinding() {
    project.with("staging", "cn-north-1");

    assertNothingToSay("cn-north-1", STACK);
  }

  /** That the judge sees what is in the policies, too. */
  @Test
  void aWrongReferenceAndAnActionThatIsNoneAreSeen() throws IOException {
    project.with("staging", "eu-west-1");
    Path stack = project.folder().resolve(STACK);
    Files.writeString(
        stack,
        Files.readString(stack)
            .replace("GetAtt TaskRole.Arn", "GetAtt TaskRoles.Arn")
            .replace("ecs:StopTask", "ecs:EndTask"));

    ForeignProgram lint = lint("eu-west-1", STACK);

    assertThat(lint.exitCode()).isNotZero();
    assertThat(lint.output()).contains("TaskRoles").containsIgnoringCase("endtask");
  }

  private void assertNothingToSay(String region, String stack) {
    ForeignProgram lint = lint(region, stack);
    assertThat(lint.output()).isBlank();
    assertThat(lint.exitCode()).isZero();
  }

  private ForeignProgram lint(String region, String stack) {
    return ForeignProgram.run(
        project.folder(),
        List.of("cfn-lint", "--include-checks", "I", "--regions", region, "--template", stack));
  }
}
