package dev.migratedeploy.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.AwsAccess;
import dev.migratedeploy.aws.ecs.ComputeOptions;
import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.aws.ecs.Launch;
import dev.migratedeploy.aws.ecs.Protection;
import dev.migratedeploy.aws.ecs.TaskNetwork;
import dev.migratedeploy.aws.ecs.TaskRun;
import dev.migratedeploy.aws.ecs.TaskTemplateName;
import dev.migratedeploy.findings.FindingsSettings;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.image.ObserverSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  private final SettingsText text;

  SettingsFileTest(@TempDir Path folder) {
    text = new SettingsText(folder);
  }

  @Test
  void everyKeyIsRead() {
    Settings settings =
        text.read(
            """
            scripts: ./sql/
            image:
              base: flyway/flyway:12
              repository: localhost:5000/team/flyway
              entrypoint: [flyway, -X]
              scripts-path: /sql/
              files: {lib/driver.jar: /flyway/drivers/, conf: /flyway/conf}
            environments:
              staging:
                region: eu-west-1
                role-arn: arn:aws:iam::123456789012:role/migrate/staging
                cluster: staging
                task-definition: flyway:3
                container: app
                subnets: [subnet-1, subnet-2]
                security-groups: sg-1, sg-2
                assign-public-ip: true
                launch-type: EC2
                platform-version: 1.4.0
                command: [info, "-schemas=a,b"]
                protected: true
                allow: [spot]
                tags: {team: data, cost: 1.10}
                timeout: 1h30m
            """,
            Map.of());
    assertThat(settings)
        .isEqualTo(
            new Settings(
                "sql",
                new ImageSettings(
                    "flyway/flyway:12",
                    "localhost:5000/team/flyway",
                    List.of("flyway", "-X"),
                    "/sql",
                    Map.of("lib/driver.jar", "/flyway/drivers/", "conf", "/flyway/conf"),
                    ObserverSettings.USUAL),
                FindingsSettings.none(),
                new EnvironmentSettings(
                    "staging",
                    new AwsAccess(
                        Optional.of("eu-west-1"),
                        Optional.of("arn:aws:iam::123456789012:role/migrate/staging")),
                    new TaskTemplateName("staging", "flyway:3", Optional.of("app")),
                    new ComputeOptions(new Launch.LaunchType("EC2"), Optional.of("1.4.0")),
                    new TaskNetwork(List.of("subnet-1", "subnet-2"), List.of("sg-1", "sg-2"), true),
                    new TaskRun(
                        List.of("info", "-schemas=a,b"),
                        Map.of("team", "data", "cost", "1.10"),
                        Optional.of(Duration.ofMinutes(90))),
                    new Protection(true, List.of("spot"))),
                Optional.empty(),
                List.of("staging")));
  }

  @Test
  void fourKeysAreEnough() {
    Settings settings = text.read(SettingsText.SMALLEST, Map.of());
    assertThat(settings.scripts()).isEqualTo("db-migrations/scripts");
    assertThat(settings.image().entrypoint()).containsExactly("flyway");
    assertThat(settings.image().scriptsPath()).isEqualTo("/flyway/sql");
    assertThat(settings.environment().compute().launch())
        .isEqualTo(new Launch.LaunchType("FARGATE"));
    assertThat(settings.environment().command()).containsExactly("migrate");
    assertThat(settings.environment().network().subnets()).isEmpty();
    assertThat(settings.environment().network().assignPublicIp()).isFalse();
    assertThat(settings.environment().timeout()).isEmpty();
  }

  @Test
  void aCapacityProviderTakesThePlaceOfTheLaunchType() {
    assertThat(environment("capacity-provider: FARGATE_SPOT", Map.of()).compute().launch())
        .isEqualTo(new Launch.CapacityProvider("FARGATE_SPOT"));
  }

  @Test
  void listsAndBooleansMayComeFromVariables() {
    Map<String, String> variables = Map.of("SUBNETS", "subnet-1, subnet-2", "PUBLIC", "TRUE");
    EnvironmentSettings read =
        environment("subnets: ${SUBNETS}\n    assign-public-ip: ${PUBLIC}", variables);
    assertThat(read.network().subnets()).containsExactly("subnet-1", "subnet-2");
    assertThat(read.network().assignPublicIp()).isTrue();
    assertThat(environment("subnets: [\"${SUBNETS}\", subnet-3]", variables).network().subnets())
        .containsExactly("subnet-1", "subnet-2", "subnet-3");
    assertThat(environment("subnets: ${NONE:-}", variables).network().subnets()).isEmpty();
  }

  @Test
  void aVariableNeverBecomesStructure() {
    EnvironmentSettings read =
        environment("command: [\"${EVIL}\"]", Map.of("EVIL", "a, b]\n    cluster: other #"));
    assertThat(read.command()).containsExactly("a, b]\n    cluster: other #");
    assertThat(read.cluster()).isEqualTo("main");
  }

  @Test
  void anOptionalKeyWithNothingBehindItCountsAsNotThere() {
    EnvironmentSettings read =
        environment("region:\n    timeout: ~\n    container: ${NONE:-}", Map.of());
    assertThat(read.region()).isEmpty();
    assertThat(read.timeout()).isEmpty();
    assertThat(read.container()).isEmpty();
  }

  @Test
  void environmentsShareSettingsByAnchorsAndMerging() {
    Settings settings =
        text.read(
            """
            x-common: &common
              cluster: shared
              region: eu-west-1
            .network: &network {subnets: [subnet-1], region: us-east-1}
            image: {base: "flyway/flyway:12", repository: team/flyway}
            environments:
              .template: &template {task-definition: flyway, command: [info]}
              staging:
                <<: [*common, *network]
                <<: *template
                command: [validate]
              production: *template
            """
                .replace("production: *template", "production: {<<: *template, cluster: own}"),
            Map.of());
    EnvironmentSettings staging = settings.environment();
    assertThat(staging.cluster()).isEqualTo("shared");
    assertThat(staging.region()).contains("eu-west-1");
    assertThat(staging.network().subnets()).containsExactly("subnet-1");
    assertThat(staging.taskDefinition()).isEqualTo("flyway");
    assertThat(staging.command()).containsExactly("validate");
    assertThat(settings.environments()).containsExactly("staging", "production");
  }

  private EnvironmentSettings environment(String lines, Map<String, String> variables) {
    return text.read(SettingsText.SMALLEST + "    " + lines + "\n", variables).environment();
  }
}
