package dev.migratedeploy.deploy.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.task.SampleDeploy;
import dev.migratedeploy.image.Delivery;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.image.LockGuard;
import dev.migratedeploy.image.ObserverSettings;
import dev.migratedeploy.image.PublishedImage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What RunTask gives the container beside its command. */
class TaskVariablesTest {
  private static final ObserverSettings WITHOUT_LOCKS =
      new ObserverSettings(true, Optional.empty());

  private static final ObserverSettings QUICK =
      new ObserverSettings(
          true, Optional.of(new LockGuard(Duration.ofSeconds(1), 3, Duration.ofMillis(500))));

  @Test
  void aMigrationIsToldHowToWaitForLocks() {
    assertThat(variables(request(QUICK)))
        .isEqualTo(Map.of("MIGRATE_DEPLOY_LOCKS", "wait=1000 tries=3 pause=500"));
  }

  /** The task definition may have the variable itself. */
  @Test
  void locksOffIsSaidToo() {
    assertThat(variables(request(WITHOUT_LOCKS))).isEqualTo(Map.of("MIGRATE_DEPLOY_LOCKS", "off"));
  }

  @Test
  void anImageWithoutTheObserverIsToldNothing() {
    assertThat(variables(request(ObserverSettings.OFF).measuring(List.of("orders")))).isEmpty();
  }

  @Test
  void onlyAMigrationWaitsForLocks() {
    assertThat(variables(request(QUICK).running(List.of("info")))).isEmpty();
    assertThat(variables(request(QUICK).running(List.of("migrate", "info")))).isEmpty();
    assertThat(variables(request(QUICK).running(List.of("migrate", "-outOfOrder=true"))))
        .containsOnlyKeys("MIGRATE_DEPLOY_LOCKS");
  }

  @Test
  void aPlanMayAskForTheSizesOfTables() {
    DeployRequest plan =
        request(QUICK).running(List.of("info")).measuring(List.of("orders", "shop.\"Odd\""));

    assertThat(variables(plan)).isEqualTo(Map.of("MIGRATE_DEPLOY_TABLES", "orders,shop.\"Odd\""));
    assertThat(TaskVariables.NAMES).containsAll(variables(plan).keySet());
  }

  /** A token that comes again with other parameters is refused by ECS. */
  @Test
  void theSameRequestGivesTheSameTokenAndTheSameVariables() {
    assertThat(request(QUICK).task(image(), 0)).isEqualTo(request(QUICK).task(image(), 0));
  }

  private static Map<String, String> variables(DeployRequest request) {
    return request.task(image(), 0).container().variables();
  }

  private static PublishedImage image() {
    return new PublishedImage(
        "registry.example.com/flyway", "v1", "sha256:" + "a".repeat(64), new Delivery.WasThere());
  }

  private static DeployRequest request(ObserverSettings observer) {
    DeployRequest sample = SampleDeploy.request();
    ImageSettings image = sample.image();
    return new DeployRequest(
        sample.ci(),
        sample.environment(),
        image.observedBy(observer),
        sample.scripts(),
        sample.files(),
        sample.options(),
        sample.inquiry());
  }
}
