package dev.migratedeploy.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.deploy.task.SampleDeploy;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which tasks {@code logs} follows in an environment of many databases. */
class LastRunTasksTest {
  private static final List<String> MIGRATE = List.of("migrate");
  private static final String IMAGE = "registry.example.com/flyway@sha256:aa";

  private final FoundTask old = task("old", 1, IMAGE, MIGRATE, "", "a", "b");
  private final FoundTask again = task("again", 2, IMAGE, MIGRATE, "", "b");
  private final FoundTask newest = task("newest", 3, IMAGE, MIGRATE, "", "c");

  @Test
  void ofADatabaseThatTwoTasksHadTheNewerOneCounts() {
    LastRunTasks tasks = tasks(known(false, "a", "b", "c"), newest, old, again);

    assertThat(tasks.groups().keySet()).containsExactly(newest, again, old);
    assertThat(counted(tasks, old)).containsExactly("a");
    assertThat(counted(tasks, again)).containsExactly("b");
    assertThat(tasks.targets(List.of()).all())
        .extracting(Target::name)
        .containsExactly("c", "b", "a");
    assertThat(tasks.targets(List.of()).waves()).extracting(Wave::name).containsExactly("first");
  }

  @Test
  void anotherImageOrCommandIsAnotherRun() {
    LastRunTasks tasks =
        tasks(
            known(false, "a", "b", "c"),
            newest,
            task("other image", 2, "registry.example.com/flyway@sha256:bb", MIGRATE, "", "a"),
            task("plan", 2, IMAGE, List.of("info", "validate"), "", "b"));

    assertThat(tasks.groups().keySet()).containsExactly(newest);
  }

  @Test
  void aDatabaseThatIsElsewhereNowIsNotTheSame() {
    LastRunTasks tasks =
        tasks(
            known(false, "c"), newest, task("elsewhere", 2, IMAGE, MIGRATE, "other_", "c", "gone"));

    assertThat(tasks.groups().keySet()).containsExactly(newest);
  }

  @Test
  void oneThatLeftTheListIsToldAndHasNoWaveOfItsOwn() {
    LastRunTasks tasks = tasks(known(false, "a"), newest);

    assertThat(counted(tasks, newest)).containsExactly("c");
    assertThat(tasks.targets(List.of()).waves()).extracting(Wave::name).containsExactly("all");
  }

  @Test
  void databasesWithoutATaskAreThoseOfADeployThatDidNotComeToThem() {
    FoundTask repair = task("repair", 4, IMAGE, List.of("repair"), "", "a");

    assertThat(tasks(known(false, "a", "b", "c"), newest).without())
        .extracting(Target::name)
        .containsExactly("a", "b");
    assertThat(tasks(known(false, "a", "b", "c"), repair, newest).without()).isEmpty();
  }

  @Test
  void onlyThoseThatWereChosenCount() {
    LastRunTasks tasks = tasks(known(true, "b"), newest, old);

    assertThat(tasks.groups().keySet()).containsExactly(old);
    assertThat(counted(tasks, old)).containsExactly("b");
  }

  private static LastRunTasks tasks(Targets known, FoundTask newest, FoundTask... others) {
    return new LastRunTasks(
        known, newest, Stream.concat(Stream.of(others), Stream.of(newest)).toList());
  }

  private static List<String> counted(LastRunTasks tasks, FoundTask task) {
    return tasks.groups().getOrDefault(task, new TargetGroup("", List.of())).targets().stream()
        .filter(target -> tasks.counts(task.task().arn(), target))
        .map(Target::name)
        .toList();
  }

  private static Targets known(boolean partial, String... names) {
    return new Targets(
        List.of(
            new Wave(
                "first",
                Stream.of(names).map(name -> new Target(name, Map.of(), Map.of())).toList(),
                0)),
        2,
        10,
        Map.of(),
        partial);
  }

  private static FoundTask task(
      String id, int minute, String image, List<String> command, String prefix, String... names) {
    String rows =
        "SCHEMA"
            + String.join("", Stream.of(names).map(it -> "\n" + it + "\t" + prefix + it).toList());
    return new FoundTask(
        new RunningTask("arn:aws:ecs:eu-west-1:1:task/c/" + id, "c", "flyway:1", "flyway"),
        image,
        command,
        Set.of("MIGRATE_DEPLOY_TARGETS"),
        Map.of("MIGRATE_DEPLOY_TARGETS", rows),
        SampleDeploy.running(),
        Instant.EPOCH.plusSeconds(60L * minute));
  }
}
