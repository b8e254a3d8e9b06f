package dev.migratedeploy.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.localcloud.aws.AwsError;
import dev.migratedeploy.localcloud.aws.Fault;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the settings name is looked for before anything is published. */
class TemplateTest {
  private static final List<String> SUBNETS = List.of("subnet-1");

  private final EcsBench bench = new EcsBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void theLatestRevisionOfTheFamilyIsTheTemplate() {
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);

    TaskTemplate template = bench.template();

    assertThat(template.family()).isEqualTo("flyway");
    assertThat(template.revision()).isEqualTo(2);
    assertThat(template.container()).isEqualTo("flyway");
    assertThat(template.architecture()).isEqualTo("amd64");
  }

  @Test
  void aRevisionMayBeNamed() {
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);

    assertThat(bench.tasks.template(definition("flyway:1", Optional.empty())).revision())
        .isEqualTo(1);
  }

  @Test
  void theOnlyEssentialContainerNeedsNoName() {
    bench.aws.ecs().registerTaskDefinition(RichTemplate.JSON);

    TaskTemplate template = bench.template();

    assertThat(template.container()).isEqualTo("flyway");
    assertThat(template.architecture()).isEqualTo("arm64");
    assertThat(template.log())
        .isEqualTo(
            new LogDestination.CloudWatch(
                "/ecs/flyway", "migrate", Optional.of("eu-west-1"), true));
  }

  @Test
  void aContainerMayBeNamedThoughItIsNotEssential() {
    bench.aws.ecs().registerTaskDefinition(RichTemplate.JSON);

    assertThat(bench.tasks.template(definition("flyway", Optional.of("guard"))).container())
        .isEqualTo("guard");
  }

  @Test
  void severalEssentialContainersAreListed() {
    bench
        .aws
        .ecs()
        .registerTaskDefinition(
            RichTemplate.JSON.replace("\"essential\": false", "\"essential\": true"));

    Problem problem = refused(EcsBench.environment());

    assertThat(problem.cause()).contains("flyway:1").contains("more than one essential container");
    assertThat(problem.next()).contains("guard, envoy, flyway");
  }

  @Test
  void aContainerThatIsNotThereIsNamedWithThoseThatAre() {
    bench.aws.ecs().registerTaskDefinition(RichTemplate.JSON);

    Problem problem = refused(definition("flyway", Optional.of("flywya")));

    assertThat(problem.cause()).contains("flyway:1 has no container flywya");
    assertThat(problem.next()).contains("guard, envoy, flyway");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WINDOWS_SERVER_2022_CORE", "WINDOWS_SERVER_2019_FULL"})
  void aTaskDefinitionForWindowsIsRefusedByName(String family) {
    bench
        .aws
        .ecs()
        .registerTaskDefinition(
            EcsBench.FLYWAY.replaceFirst(
                "\\{", "{\"runtimePlatform\": {\"operatingSystemFamily\": \"" + family + "\"},"));

    Problem problem = refused(EcsBench.environment());

    assertThat(problem.cause()).contains("flyway:1 is for " + family);
    assertThat(problem.next()).contains("operatingSystemFamily");
  }

  @Test
  void aClusterThatIsNotThereIsNamed() {
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);

    Problem problem = refused(EcsBench.environment("stagign", "flyway", Optional.empty(), SUBNETS));

    assertThat(problem.cause()).contains("no cluster stagign");
    assertThat(problem.next()).contains("cluster or region");
  }

  @Test
  void aTaskDefinitionThatIsNotThereIsNamed() {
    Problem problem = refused(definition("flywya", Optional.empty()));

    assertThat(problem.cause()).contains("no task definition flywya");
    assertThat(problem.next()).contains("task-definition");
  }

  @Test
  void anInterfaceOfItsOwnNeedsASubnet() {
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);

    Problem problem =
        refused(EcsBench.environment("staging", "flyway", Optional.empty(), List.of()));

    assertThat(problem.cause()).contains("awsvpc").contains("staging").contains("no subnets");
    assertThat(problem.next()).contains("subnets");
  }

  @Test
  void aBridgeNeedsNone() {
    bench
        .aws
        .ecs()
        .registerTaskDefinition(
            """
            {"family": "flyway", "networkMode": "bridge",
             "containerDefinitions": [{"name": "flyway", "image": "flyway/flyway:12"}]}
            """);

    assertThat(
            bench
                .tasks
                .template(EcsBench.environment("staging", "flyway", Optional.empty(), List.of()))
                .needsSubnets())
        .isFalse();
  }

  @Test
  void whoMayNotLookIsToldWhatToAllow() {
    bench.aws.faults().always("ListTasks", Fault.error(AwsError.accessDenied("ecs:ListTasks")));
    assertThat(refused(EcsBench.environment()).next()).contains("ecs:ListTasks");

    bench.aws.faults().clear();
    bench
        .aws
        .faults()
        .always(
            "DescribeTaskDefinition",
            Fault.error(AwsError.accessDenied("ecs:DescribeTaskDefinition")));
    assertThat(refused(EcsBench.environment()).next()).contains("ecs:DescribeTaskDefinition");
  }

  @Test
  void anEcsThatFailsIsWorthARetry() {
    bench.aws.faults().always("ListTasks", Fault.error(AwsError.server()));

    assertThat(
            catchThrowableOfType(
                    NotStartedException.class, () -> bench.tasks.template(EcsBench.environment()))
                .problem()
                .cause())
        .contains("look at the cluster staging");
  }

  @Test
  void lookingChangesNothing() {
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);

    bench.template();

    assertThat(bench.aws.calls().all())
        .isNotEmpty()
        .allMatch(call -> call.operation().matches("(List|Describe).*"));
  }

  private static EnvironmentSettings definition(String name, Optional<String> container) {
    return EcsBench.environment("staging", name, container, SUBNETS);
  }

  private Problem refused(EnvironmentSettings environment) {
    return catchThrowableOfType(RefusedException.class, () -> bench.tasks.template(environment))
        .problem();
  }
}
