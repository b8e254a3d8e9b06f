package dev.migratedeploy.deploy.task;

import static dev.migratedeploy.flyway.observer.ObserverScript.failedRow;
import static dev.migratedeploy.flyway.observer.ObserverScript.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.logs.EndMarker;
import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.deploy.request.Inquiry;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.observer.ObserverScript;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.Verdict.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Random histories, and observers that tell them whole, in part, twice, or in the wrong name. */
class HistoryVerdictPropertyTest {
  private static final int ROUNDS = 1_500;

  @Test
  void withTheWholeHistoryTheVerdictIsTheTruthAndNeverInDoubt() {
    Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
    for (int seed = 0; seed < ROUNDS; seed++) {
      Round round = new Round(seed);
      Verdict verdict = round.verdict(round.lines());
      assertThat(verdict.kind())
          .as("seed %d", seed)
          .isEqualTo(round.missing().isEmpty() ? Kind.APPLIED : Kind.INCOMPLETE);
      seen.merge(verdict.kind(), 1, Integer::sum);
    }
    assertThat(seen.get(Kind.APPLIED)).isGreaterThan(200);
    assertThat(seen.get(Kind.INCOMPLETE)).isGreaterThan(200);
  }

  /** Somebody takes rows away or marks them as failed while Flyway runs. */
  @Test
  void aHistoryWithoutADueScriptIsNeverGreen() {
    int taken = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Round round = new Round(seed);
      round.damage();
      Kind kind = round.verdict(round.lines()).kind();
      if (!round.missing().isEmpty()) {
        assertThat(kind).as("seed %d", seed).isIn(Kind.INCOMPLETE, Kind.UNKNOWN);
        taken++;
      }
    }
    assertThat(taken).isGreaterThan(300);
  }

  /** Lines that are lost, doubled, cut, in another order, or forged. */
  @Test
  void aDisturbedObserverIsNeverGreenerThanFlywaysWordsOrTheHistory() {
    Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
    for (int seed = 0; seed < ROUNDS * 2; seed++) {
      Round round = new Round(seed);
      if (round.random.nextBoolean()) {
        round.damage();
      }
      Kind words = round.verdict(withoutObserver(round.lines())).kind();
      Kind disturbed = round.verdict(round.disturbed()).kind();
      if (disturbed == Kind.APPLIED) {
        assertThat(words == Kind.APPLIED || round.missing().isEmpty()).as("seed %d", seed).isTrue();
      }
      assertThat(disturbed).as("seed %d", seed).isIn(Kind.APPLIED, Kind.INCOMPLETE, Kind.UNKNOWN);
      seen.merge(disturbed, 1, Integer::sum);
    }
    assertThat(seen.keySet())
        .containsExactlyInAnyOrder(Kind.APPLIED, Kind.INCOMPLETE, Kind.UNKNOWN);
  }

  private static List<String> withoutObserver(List<String> lines) {
    return lines.stream().filter(line -> !line.startsWith("[migrate-deploy")).toList();
  }

  private static final class Round {
    private final Random random;
    private final ModelFlyway flyway;
    private final List<MigrationScript> scripts;
    private final Set<Integer> due;
    private final Set<Integer> before;
    private final Set<Integer> gone = new TreeSet<>();
    private final Set<Integer> failed = new TreeSet<>();

    Round(long seed) {
      random = new Random(seed);
      Set<Integer> versions = UnappliedScriptsPropertyTest.some(random, 0.6);
      flyway = new ModelFlyway(random, versions);
      scripts = versions.stream().map(Round::script).toList();
      due = new TreeSet<>(versions);
      due.removeIf(version -> random.nextInt(3) == 0);
      before = new TreeSet<>(flyway.applied);
      flyway.migrate();
    }

    void damage() {
      for (int version : flyway.applied) {
        if (random.nextInt(4) == 0) {
          (random.nextBoolean() ? gone : failed).add(version);
        }
      }
    }

    /** What is due and not in the database. */
    Set<Integer> missing() {
      Set<Integer> missing = new TreeSet<>(due);
      if (!flyway.skips) {
        missing.removeIf(
            version ->
                flyway.applied.contains(version)
                    && !gone.contains(version)
                    && !failed.contains(version));
      }
      return missing;
    }

    List<String> lines() {
      ObserverScript said = new ObserverScript().started();
      flyway.lines.forEach(said::plain);
      flyway.applied.stream()
          .filter(version -> !before.contains(version))
          .forEach(version -> said.begun(name(version)).applied(name(version)));
      List<List<Object>> rows = new ArrayList<>();
      if (flyway.baseline() > 0) {
        rows.add(
            row(
                1,
                "" + flyway.baseline(),
                "<< Flyway Baseline >>",
                "BASELINE",
                null,
                true,
                "baseline",
                false));
      }
      for (int version : flyway.written()) {
        if (!gone.contains(version)) {
          rows.add(
              failed.contains(version)
                  ? failedRow(version + 1, "" + version, name(version))
                  : row(version + 1, "" + version, name(version)));
        }
      }
      return said.history(rows.toArray()).end("applied").lines();
    }

    List<String> disturbed() {
      List<String> lines = new ArrayList<>(lines());
      for (int trouble = 1 + random.nextInt(3); trouble > 0; trouble--) {
        disturb(lines, 1 + random.nextInt(Math.max(1, lines.size() - 1)));
      }
      return lines;
    }

    /** Lines of Flyway's own are left as they are: what is lost of them is another matter. */
    private void disturb(List<String> lines, int at) {
      if (at >= lines.size() || !lines.get(at).startsWith("[migrate-deploy:")) {
        return;
      }
      String line = lines.get(at);
      switch (random.nextInt(7)) {
        case 0 -> lines.remove(at);
        case 1 -> lines.add(at, line);
        case 2 -> lines.set(at, line.substring(0, line.length() / 2));
        case 3 -> lines.add(lines.remove(at));
        case 4 ->
            lines.subList(at, lines.size()).removeIf(later -> later.startsWith("[migrate-deploy:"));
        case 5 ->
            lines.add(
                random.nextInt(lines.size()) + 1,
                ObserverScript.line(
                    1, 1 + random.nextInt(9), 7, "applied", "script", name(1), "ms", 1));
        default ->
            lines.add(
                at, line.replace(ObserverScript.KEY, "fedcba9876543210").replace("true", "false"));
      }
    }

    Verdict verdict(List<String> lines) {
      TaskOutput output = new TaskOutput();
      lines.forEach(
          text ->
              output.line(
                  SampleDeploy.TASK, new LogLine(VirtualTicker.START, text), VirtualTicker.START));
      return new VerdictRules(
              request(),
              PlainTemplate.of("flyway"),
              SampleDeploy.IMAGE,
              SampleDeploy.TASK,
              output.runs().stream().reduce(MigrationResult::followedBy).orElseThrow(),
              output.observed())
          .verdict(
              new MonitorResult.Stopped(
                  SampleDeploy.stopped(SampleDeploy.exited(0)),
                  SampleDeploy.log(lines.size(), new EndMarker(0, lines.size()))));
    }

    private DeployRequest request() {
      DeployRequest sample = SampleDeploy.request();
      return new DeployRequest(
          sample.ci(),
          sample.environment().running(flyway.arguments()),
          sample.image(),
          new ScriptFolder("scripts", scripts),
          List.of(),
          sample.options(),
          new Inquiry(new DueScripts(due.stream().map(Round::script).toList(), true), List.of()));
    }

    private static String name(int version) {
      return "V" + version + "__s.sql";
    }

    private static MigrationScript script(int version) {
      return MigrationScript.of(name(version), Path.of(name(version)));
    }
  }
}
