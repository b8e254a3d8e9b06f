package dev.migratedeploy.deploy.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.flyway.FlywayOptions;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.flyway.configuration.Sources;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random databases, scripts and options: what is said to be missing is what is missing. */
class UnappliedScriptsPropertyTest {
  private static final int ROUNDS = 4_000;
  private static final int VERSIONS = 9;

  @Test
  void withFlywaysTableWhatIsMissingIsNamedAndNothingElse() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Round round = new Round(new Random(seed));
      assertThat(round.unapplied(true))
          .as("seed %d: %s", seed, round.flyway)
          .isEqualTo(round.missing());
    }
  }

  @Test
  void withoutItNoScriptThatIsThereIsCalledMissing() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Round round = new Round(new Random(seed));
      assertThat(round.missing())
          .as("seed %d: %s", seed, round.flyway)
          .containsAll(round.unapplied(false));
    }
  }

  /** One run of a model of Flyway, on scripts of which some are due. */
  private static final class Round {
    private final ModelFlyway flyway;
    private final Set<Integer> scripts;
    private final Set<Integer> due;

    Round(Random random) {
      scripts = some(random, 0.6);
      flyway = new ModelFlyway(random, scripts);
      due = new TreeSet<>(scripts);
      due.removeIf(version -> random.nextInt(3) == 0);
      flyway.migrate();
    }

    Set<Integer> missing() {
      Set<Integer> missing = new TreeSet<>(due);
      if (!flyway.skips) {
        missing.removeAll(flyway.applied);
      }
      return missing;
    }

    Set<Integer> unapplied(boolean table) {
      MigrateOutputParser log = new MigrateOutputParser();
      flyway.lines.forEach(log::line);
      if (table) {
        flyway.table(due.stream().min(Integer::compare).orElse(0)).forEach(log::line);
      }
      FlywayOptions options =
          FlywayOptions.of(
              new Sources(flyway.arguments(), Map.of(), Set.of(), List.of()), "/flyway/sql");
      List<MigrationScript> all = scripts.stream().map(Round::script).toList();
      return new UnappliedScripts(log.result(), options, true, all, Optional.empty())
          .among(new DueScripts(due.stream().map(Round::script).toList(), true)).stream()
              .map(script -> Integer.valueOf(script.path().replaceAll("\\D", "")))
              .collect(Collectors.toCollection(TreeSet::new));
    }

    private static MigrationScript script(int version) {
      String path = "V" + version + "__s.sql";
      return MigrationScript.of(path, Path.of(path));
    }
  }

  static Set<Integer> some(Random random, double share) {
    return IntStream.rangeClosed(1, VERSIONS)
        .filter(version -> random.nextDouble() < share)
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
