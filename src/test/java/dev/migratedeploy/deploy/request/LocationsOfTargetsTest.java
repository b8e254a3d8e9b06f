package dev.migratedeploy.deploy.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.flyway.EnvironmentScripts;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which scripts belong to an environment whose databases do not find the same ones. */
class LocationsOfTargetsTest {
  private static final TaskTemplate TEMPLATE =
      PlainTemplate.of("flyway", Map.of("FLYWAY_LOCATIONS", "filesystem:/flyway/sql/common"));

  /** Else a change to them would be nothing to do. */
  @Test
  void thoseOfOneDatabaseBelongToIt() {
    EnvironmentScripts scripts = scripts("gold", "silver");

    assertThat(Stream.of("gold", "silver", "common").filter(it -> scripts.holds(it + "/V2__a.sql")))
        .containsExactly("gold", "silver");
    assertThat(scripts("gold").holds("silver/V2__a.sql")).isFalse();
  }

  private static EnvironmentScripts scripts(String... tiers) {
    return FlywayConfigurations.scripts(
        TaskTargetsTest.request(
            new Targets(
                List.of(
                    new Wave(
                        "all", Stream.of(tiers).map(LocationsOfTargetsTest::target).toList(), 0)),
                1,
                10,
                Map.of(),
                false)),
        TEMPLATE);
  }

  private static Target target(String tier) {
    return new Target(tier, Map.of(), Map.of("FLYWAY_LOCATIONS", "filesystem:/flyway/sql/" + tier));
  }
}
