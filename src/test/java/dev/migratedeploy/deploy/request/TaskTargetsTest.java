package dev.migratedeploy.deploy.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.deploy.task.SampleDeploy;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a task of several databases is told of them, and how it is known again. */
class TaskTargetsTest {
  private static final TaskTemplate TEMPLATE = PlainTemplate.of("flyway");
  private static final Target A = target("acme", "jdbc:a", "x y");
  private static final Target B = target("beta", "jdbc:b?c=\"d\"\\", "");
  private static final Target C = target("gamma", "", "ü");

  private static Target target(String name, String url, String placeholder) {
    return new Target(
        name,
        Map.of("tier", "small"),
        Map.of("FLYWAY_URL", url, "FLYWAY_PLACEHOLDERS_NAME", placeholder));
  }

  @Test
  void severalDatabasesAreRowsOfOneVariable() {
    assertThat(variables(request(0, A, B, C)))
        .containsEntry(
            "MIGRATE_DEPLOY_TARGETS",
            """
            FLYWAY_PLACEHOLDERS_NAME\tFLYWAY_URL
            acme\tx y\tjdbc:a
            beta\t\tjdbc:b?c="d"\\
            gamma\tü\t\
            """)
        .doesNotContainKey("FLYWAY_URL");
  }

  /** So that anybody sees in the console which database it is. */
  @Test
  void oneDatabaseHasItsVariablesAsTheyAre() {
    assertThat(variables(request(0, A)))
        .containsEntry("MIGRATE_DEPLOY_TARGETS", "\nacme")
        .containsEntry("FLYWAY_URL", "jdbc:a")
        .doesNotContainKey("MIGRATE_DEPLOY_FAILURES");
  }

  @Test
  void theTaskKnowsTheBudgetOfItsWaveIfItCanReachIt() {
    assertThat(variables(request(0, A, B, C))).containsEntry("MIGRATE_DEPLOY_FAILURES", "0");
    assertThat(variables(request(1, A, B, C))).containsEntry("MIGRATE_DEPLOY_FAILURES", "1");
    assertThat(variables(request(2, A, B, C))).doesNotContainKey("MIGRATE_DEPLOY_FAILURES");
    assertThat(variables(request(0, A, B).running(List.of("info", "-X"))))
        .doesNotContainKey("MIGRATE_DEPLOY_FAILURES");
    assertThat(variables(request(0, A, B).running(List.of("repair"))))
        .containsEntry("MIGRATE_DEPLOY_FAILURES", "0");
  }

  @Test
  void aFoundTaskTellsWhichDatabasesItIsFor() {
    for (DeployRequest request : List.of(request(0, A, B, C), request(0, B), request(1, A, C))) {
      assertThat(TaskTargets.of(found(variables(request))))
          .contains(TaskTargets.of(request.targets()));
    }
    assertThat(TaskTargets.of(found(variables(SampleDeploy.request()))))
        .contains(new TaskTargets(List.of()));
    assertThat(TaskTargets.of(found(variables(request(0, A, B)))).orElseThrow().names())
        .containsExactly("acme", "beta");
  }

  @Test
  void otherRowsAnotherOrderAndOtherValuesAreOtherWork() {
    TaskTargets ours = TaskTargets.of(request(0, A, B).targets());

    for (DeployRequest other :
        List.of(
            request(0, A),
            request(0, B, A),
            request(0, A, B, C),
            request(0, A, target("beta", "jdbc:b2", "")))) {
      assertThat(TaskTargets.of(found(variables(other)))).isPresent().get().isNotEqualTo(ours);
    }
  }

  @Test
  void aVariableThatThisToolGivesNoTaskMakesItNobodysWork() {
    Map<String, String> more = new TreeMap<>(variables(request(0, A, B)));
    more.put("FLYWAY_URL", "jdbc:elsewhere");
    assertThat(TaskTargets.of(found(more))).isEmpty();

    FoundTask withRole =
        new FoundTask(
            SampleDeploy.TASK,
            SampleDeploy.IMAGE.reference(),
            List.of("migrate"),
            Set.of("MIGRATE_DEPLOY_TARGETS", "taskRoleArn"),
            variables(request(0, A, B)),
            SampleDeploy.running(),
            Instant.EPOCH);
    assertThat(TaskTargets.of(withRole)).isEmpty();
  }

  /** Somebody may start a task by hand. */
  @Test
  void rowsThatCannotBeReadAreNobodysWork() {
    for (String rows : List.of("", "A", "A\nacme", "A\nacme\t1\t2", "A\na\t1\na\t2", "\na\n")) {
      FoundTask task = found(Map.of("MIGRATE_DEPLOY_TARGETS", rows));
      if (rows.equals("\na\n")) {
        assertThat(TaskTargets.of(task)).isNotEqualTo(TaskTargets.of(request(0, A).targets()));
      } else {
        assertThat(TaskTargets.of(task)).as(rows).isEmpty();
      }
    }
  }

  @Test
  void eachGroupHasATokenOfItsOwn() {
    PublishedImage image = SampleDeploy.IMAGE;
    Set<String> tokens = new HashSet<>();
    for (DeployRequest request :
        List.of(
            SampleDeploy.request(),
            request(0, A),
            request(0, B),
            request(0, A, B),
            request(0, B, A),
            request(0, target("acme", "jdbc:a2", "x y")))) {
      tokens.add(request.task(TEMPLATE, image, 0).clientToken());
      assertThat(request.task(TEMPLATE, image, 0)).isEqualTo(request.task(TEMPLATE, image, 0));
    }
    assertThat(tokens).hasSize(6).allMatch(token -> token.matches("[0-9a-f]{64}"));
    assertThat(request(0, A).task(TEMPLATE, image, 1).clientToken()).isNotIn(tokens);
  }

  @Test
  void startedByIsThatOfTheEnvironment() {
    assertThat(request(0, A, B).task(TEMPLATE, SampleDeploy.IMAGE, 0).startedBy())
        .isEqualTo(SampleDeploy.request().task(TEMPLATE, SampleDeploy.IMAGE, 0).startedBy());
  }

  private static FoundTask found(Map<String, String> variables) {
    return new FoundTask(
        SampleDeploy.TASK,
        SampleDeploy.IMAGE.reference(),
        List.of("migrate"),
        variables.keySet(),
        variables,
        SampleDeploy.running(),
        Instant.EPOCH);
  }

  private static Map<String, String> variables(DeployRequest request) {
    return request.task(TEMPLATE, SampleDeploy.IMAGE, 0).container().variables();
  }

  static DeployRequest request(int failures, Target... targets) {
    return request(
        new Targets(
            List.of(new Wave("rest", Arrays.asList(targets), failures)), 20, 10, Map.of(), false));
  }

  static DeployRequest request(Targets targets) {
    DeployRequest sample = SampleDeploy.request();
    return new DeployRequest(
        sample.ci(),
        sample.environment().with(targets),
        sample.image(),
        sample.scripts(),
        sample.files(),
        sample.options(),
        sample.inquiry());
  }
}
