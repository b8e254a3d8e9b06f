package dev.migratedeploy.deploy.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.aws.ecs.OverridesLength;
import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import dev.migratedeploy.verdict.RefusedException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which databases go into one task. */
class TaskGroupsTest {
  private static final TaskTemplate TEMPLATE = PlainTemplate.onFargate("flyway", 256);

  @Test
  void aTaskHasAsManyDatabasesAsTheSettingsSayInTheirOrder() {
    TaskGroups groups = groups(3, Map.of(), targets(8, 1, "x"));

    assertThat(names(groups)).containsExactly("t0 t1 t2", "t3 t4 t5", "t6 t7");
    assertThat(groups.note()).isEmpty();
    assertThat(names(groups(1, Map.of(), targets(2, 1, "x")))).containsExactly("t0", "t1");
  }

  @Test
  void noTaskHasDatabasesOfTwoWaves() {
    List<Target> all = targets(4, 1, "x");
    Targets targets =
        new Targets(
            List.of(
                new Wave("canary", all.subList(0, 1), 0), new Wave("rest", all.subList(1, 4), 0)),
            20,
            10,
            Map.of(),
            false);

    assertThat(names(TaskGroups.of(TaskTargetsTest.request(targets), TEMPLATE)))
        .containsExactly("t0", "t1 t2 t3");
  }

  /** A task counts for each of the servers that its databases are on. */
  @Test
  void databasesOfOneServerAreTogetherAsFarAsThatMakesNoFurtherTask() {
    assertThat(names(groups(2, Map.of("host", 1), targets(8, 3, "x"))))
        .containsExactly("t0 t3", "t1 t4", "t2 t5", "t6 t7");
    assertThat(names(groups(20, Map.of("host", 1), targets(3, 3, "x"))))
        .containsExactly("t0 t1 t2");
  }

  @Test
  void fewerDatabasesAreInATaskWhereRunTaskDoesNotTakeThemAll() {
    TaskGroups groups = groups(20, Map.of(), targets(40, 1, "x".repeat(700)));

    assertThat(groups.groups()).allSatisfy(group -> assertThat(group).hasSizeBetween(7, 11));
    assertThat(groups.note().orElseThrow())
        .matches(
            "at most \\d+ databases a task, not 20 as per-task says: RunTask takes no more than"
                + " 8,192 characters of overrides");
  }

  @Test
  void ofAThousandThatDoNotFitSomeAreNamed() {
    List<Target> targets = targets(1_000, 1, "x".repeat(9_000));

    assertThatThrownBy(() -> groups(1, Map.of(), targets))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.problem().details()).hasSize(21).endsWith("and 980 more"));
  }

  @Test
  void aDatabaseThatDoesNotFitIntoATaskOfItsOwnIsRefusedByItsName() {
    List<Target> targets =
        List.of(
            target("small", "h", "x"),
            target("huge", "h", "x".repeat(9_000)),
            target("other", "h", "€".repeat(3_000)));

    assertThatThrownBy(() -> groups(1, Map.of(), targets))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.problem().cause())
                  .isEqualTo(
                      "the variables of 2 databases are longer than the 8,192 characters of"
                          + " overrides that RunTask takes");
              assertThat(refused.problem().details())
                  .hasSize(2)
                  .anyMatch(detail -> detail.startsWith("huge: 9"))
                  .anyMatch(detail -> detail.startsWith("other: 9"));
            });
  }

  @Test
  void whateverTheirSizesEachIsInOneTaskAndEachTaskFits() {
    for (long seed = 0; seed < 60; seed++) {
      Random dice = new Random(seed);
      int count = 1 + dice.nextInt(60);
      int most = 1 + dice.nextInt(25);
      List<Target> targets =
          IntStream.range(0, count)
              .mapToObj(
                  i -> target("t" + i, "h" + dice.nextInt(5), "\"\t€\\".repeat(dice.nextInt(300))))
              .toList();

      TaskGroups groups = groups(most, Map.of("host", 2), targets);

      Set<String> seen = new HashSet<>();
      for (List<Target> group : groups.groups()) {
        assertThat(group).as("seed %d", seed).hasSizeBetween(1, most);
        group.forEach(target -> assertThat(seen.add(target.name())).isTrue());
        assertThat(length(group)).as("seed %d", seed).isLessThanOrEqualTo(OverridesLength.MOST);
      }
      assertThat(seen).hasSize(count);
    }
  }

  private static int length(List<Target> group) {
    DeployRequest task =
        TaskTargetsTest.request(
            new Targets(List.of(new Wave("rest", group, 0)), 99, 10, Map.of(), false));
    return OverridesLength.of("flyway", task.command(), task.variables(TEMPLATE).environment());
  }

  private static TaskGroups groups(int perTask, Map<String, Integer> atMost, List<Target> targets) {
    return TaskGroups.of(
        TaskTargetsTest.request(
            new Targets(List.of(new Wave("rest", targets, 0)), perTask, 10, atMost, false)),
        TEMPLATE);
  }

  private static List<Target> targets(int count, int hosts, String value) {
    return IntStream.range(0, count)
        .mapToObj(i -> target("t" + i, "h" + i % hosts, value))
        .toList();
  }

  private static Target target(String name, String host, String value) {
    return new Target(name, Map.of("host", host), Map.of("FLYWAY_URL", value));
  }

  private static List<String> names(TaskGroups groups) {
    return groups.groups().stream()
        .map(group -> String.join(" ", group.stream().map(Target::name).toList()))
        .toList();
  }
}
