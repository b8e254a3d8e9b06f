package dev.migratedeploy.deploy.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.ecs.TaskTemplate;
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
  private static final TaskTemplate TEMPLATE = PlainTemplate.of("flyway");

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

  @Test
  void flywaysTaskIsToldWhatProcessorTimeItHas() {
    DeployRequest request = request(ObserverSettings.OFF);
    TaskTemplate quarter = PlainTemplate.onFargate("flyway", 256);

    assertThat(request.task(quarter, image(), 0).container().variables())
        .isEqualTo(Map.of("MIGRATE_DEPLOY_CPU", "256"));
    assertThat(TaskVariables.NAMES).contains("MIGRATE_DEPLOY_CPU", "MIGRATE_DEPLOY_VERBOSE");
    assertThat(otherTool(request).task(quarter, image(), 0).container().variables()).isEmpty();
  }

  /** A found task that was started with it does the same work. */
  @Test
  void onlyAVerboseRunTellsTheContainerToSayMore() {
    DeployRequest request = verbose(request(ObserverSettings.OFF));

    assertThat(variables(request)).isEqualTo(Map.of("MIGRATE_DEPLOY_VERBOSE", "true"));
    assertThat(variables(request.running(List.of("info")))).containsKey("MIGRATE_DEPLOY_VERBOSE");
    assertThat(variables(otherTool(request))).isEmpty();
  }

  @Test
  void onlyAVerboseRunSaysHowJavaIsStarted() {
    TaskTemplate quarter = PlainTemplate.onFargate("flyway", 256);
    DeployRequest request = request(ObserverSettings.OFF);

    assertThat(LightJava.note(request, quarter)).isEmpty();
    assertThat(LightJava.note(verbose(request), quarter))
        .contains(
            "the task has 256 CPU units: unless the image sets it, JAVA_ARGS is"
                + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    assertThat(LightJava.note(verbose(request), PlainTemplate.onFargate("flyway", 2048))).isEmpty();
    assertThat(LightJava.note(verbose(request), TEMPLATE)).isEmpty();
    assertThat(LightJava.note(otherTool(verbose(request)), quarter)).isEmpty();
    assertThat(
            LightJava.note(
                verbose(request),
                PlainTemplate.onFargate("flyway", 256, Map.of("JAVA_ARGS", "-Xmx256m"))))
        .isEmpty();
  }

  /** A token that comes again with other parameters is refused by ECS. */
  @Test
  void theSameRequestGivesTheSameTokenAndTheSameVariables() {
    assertThat(request(QUICK).task(TEMPLATE, image(), 0))
        .isEqualTo(request(QUICK).task(TEMPLATE, image(), 0));
  }

  private static DeployRequest verbose(DeployRequest request) {
    return new DeployRequest(
        request.ci(),
        request.environment(),
        request.image(),
        request.scripts(),
        request.files(),
        request.options().with(RunOptions.Flag.VERBOSE),
        request.inquiry());
  }

  private static DeployRequest otherTool(DeployRequest request) {
    ImageSettings image = request.image();
    return new DeployRequest(
        request.ci(),
        request.environment(),
        new ImageSettings(
            image.base(),
            image.repository(),
            List.of("liquibase"),
            image.scriptsPath(),
            image.files()),
        request.scripts(),
        request.files(),
        request.options(),
        request.inquiry());
  }

  private static Map<String, String> variables(DeployRequest request) {
    return request.task(TEMPLATE, image(), 0).container().variables();
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
