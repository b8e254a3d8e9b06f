package dev.migratedeploy.deploy.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.ContainerState;
import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.logs.EndMarker;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever ECS and the log say, even what they never should. */
class AnyExitTest {
  private static final int ROUNDS = 20_000;
  private static final List<String> OUTPUT =
      List.of(
          "Current version of schema \"public\": 6",
          "Migrating schema \"public\" to version \"7 - a\"",
          "Successfully applied 1 migration to schema \"public\", now at version v7",
          "Schema \"public\" is up to date. No migration necessary.",
          "ERROR: Migration of schema \"public\" to version \"7 - a\" failed! Changes rolled back.",
          "ERROR: Failed to execute script V7__a.sql",
          "WARNING: No migrations found. Are your locations set up correctly?");

  private record Case(MonitorResult exit, List<String> output) {}

  @Test
  void greenNeedsAnExitCodeOf0OfThePublishedImageAndALogThatDoesNotContradict() {
    int applied = 0;
    for (long seed = 0; seed < ROUNDS; seed++) {
      Case any = any(new Random(seed));
      MigrateOutputParser flyway = new MigrateOutputParser();
      any.output().forEach(flyway::line);
      Verdict verdict =
          new VerdictRules(
                  SampleDeploy.request(),
                  PlainTemplate.of("flyway"),
                  SampleDeploy.IMAGE,
                  SampleDeploy.TASK,
                  flyway.result(),
                  Observed.nothing())
              .verdict(any.exit());
      boolean green = verdict.exitCode() == 0;
      assertThat(green).as("%s, seed %d", any, seed).isEqualTo(mayBeGreen(any));
      assertThat(green).as("seed %d", seed).isEqualTo(verdict.is(Verdict.Kind.APPLIED));
      if (verdict.is(Verdict.Kind.NOT_STARTED)) {
        assertThat(nothingRan(any.exit())).as("%s, seed %d", any, seed).isTrue();
      }
      applied += green ? 1 : 0;
    }
    assertThat(applied).as("green at all, so that the above says something").isGreaterThan(100);
  }

  private static boolean mayBeGreen(Case any) {
    if (!(any.exit() instanceof MonitorResult.Stopped stopped)) {
      return false;
    }
    Optional<ContainerState> container =
        stopped.state().containers().stream()
            .filter(one -> one.name().equals("flyway"))
            .findFirst();
    return container.flatMap(ContainerState::exitCode).equals(Optional.of(0))
        && container
            .flatMap(ContainerState::imageDigest)
            .orElse(SampleDeploy.DIGEST)
            .equals(SampleDeploy.DIGEST)
        && container.flatMap(ContainerState::reason).isEmpty()
        && stopped.log().end().map(EndMarker::exitCode).orElse(0) == 0
        && any.output().stream()
            .noneMatch(line -> line.contains("failed!") || line.contains("No migrations found"));
  }

  private static boolean nothingRan(MonitorResult exit) {
    return exit instanceof MonitorResult.Stopped stopped
        && stopped.state().startedAt().isEmpty()
        && stopped.log().lines() == 0
        && stopped.state().containers().stream()
            .filter(container -> container.name().equals("flyway"))
            .allMatch(container -> container.exitCode().isEmpty());
  }

  private static Case any(Random random) {
    List<String> output = new ArrayList<>(OUTPUT);
    Collections.shuffle(output, random);
    List<String> some = output.subList(0, random.nextInt(4));
    LogSummary log =
        new LogSummary(
            random.nextInt(3),
            maybe(random, new EndMarker(random.nextInt(3) / 2, random.nextInt(3))),
            maybe(random, "Rate exceeded"));
    return new Case(exit(random, log), some);
  }

  private static MonitorResult exit(Random random, LogSummary log) {
    return switch (random.nextInt(10)) {
      case 0 ->
          new MonitorResult.TimedOut(maybe(random, state(random)), Duration.ofMinutes(30), log);
      case 1 -> new MonitorResult.Unobservable("ECS has not described the task", log);
      default -> new MonitorResult.Stopped(state(random), log);
    };
  }

  private static TaskState state(Random random) {
    List<ContainerState> containers = new ArrayList<>();
    for (String name : List.of("guardduty", "flyway")) {
      if (random.nextInt(8) != 0) {
        containers.add(container(random, name));
      }
    }
    Collections.shuffle(containers, random);
    return new TaskState(
        "STOPPED",
        maybe(random, one(random, "EssentialContainerExited", "UserInitiated", "SpotInterruption")),
        maybe(random, "Essential container in task exited"),
        maybe(random, VirtualTicker.START),
        maybe(random, VirtualTicker.START.plusSeconds(9)),
        containers);
  }

  private static ContainerState container(Random random, String name) {
    return new ContainerState(
        name,
        one(random, "PENDING", "RUNNING", "STOPPED"),
        maybe(random, one(random, 0, 0, 0, 1, 137, 143)),
        random.nextInt(4) == 0 ? Optional.of("OutOfMemoryError: killed") : Optional.empty(),
        maybe(random, one(random, SampleDeploy.DIGEST, SampleDeploy.DIGEST, "sha256:other")),
        maybe(random, "id"));
  }

  private static <T> Optional<T> maybe(Random random, T value) {
    return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value);
  }

  @SafeVarargs
  private static <T> T one(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }
}
