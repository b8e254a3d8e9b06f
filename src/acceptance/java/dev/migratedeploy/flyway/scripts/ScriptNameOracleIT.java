package dev.migratedeploy.flyway.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScriptNameOracleIT {
  /** Callbacks of Flyway 13, which the 12 that is asked here does not have. */
  private static final Set<String> OF_13 =
      Set.of(
          "afterCleanOperationFinish",
          "afterValidateOperationFinish",
          "afterUndoOperationFinish",
          "afterRepairOperationFinish",
          "afterBaselineOperationFinish",
          "afterReportGenerated");

  private static final List<String> PIECES =
      List.of(
          "V",
          "R",
          "B",
          "v",
          "r",
          "1",
          "2",
          "10",
          "0",
          "007",
          ".",
          "_",
          "__",
          "___",
          "-",
          "+",
          " ",
          "a",
          "add",
          "Orders",
          "é",
          "٣",
          "99999999999999999999",
          "beforeMigrate",
          "afterMigrate",
          "afterMigrateError",
          "createSchema",
          "Error",
          ".sql.",
          "x",
          "$",
          "(2)");
  private static final List<String> SUFFIXES =
      List.of(
          ".sql", ".sql", ".sql", ".SQL", ".Sql", "", ".txt", ".sh", ".PY", ".bash", ".ps1",
          ".csv");

  private final FlywayOracle flyway = new FlywayOracle();

  @Test
  void everyNameMeansTheSameToFlyway() {
    List<String> names = generated(20_000).toList();
    assertThat(names)
        .allSatisfy(name -> assertThat(ours(name)).as(name).isEqualTo(flyway.verdict(name)));
    assertThat(names.stream().filter(name -> ours(name).isPresent()).count())
        .as("names that Flyway accepts, so that the comparison means something")
        .isGreaterThan(2_000);
  }

  @Test
  void anUndoScriptIsNamedAsAVersionedOne() {
    generated(5_000)
        .filter(name -> name.startsWith("V"))
        .forEach(
            name -> {
              boolean undo = ScriptName.of("U" + name.substring(1)) instanceof ScriptName.Undo;
              assertThat(undo).as(name).isEqualTo(flyway.verdict(name).isPresent());
            });
  }

  @Test
  void theCallbacksAreFlyways() {
    List<String> flyways = Arrays.stream(Event.values()).map(Event::getId).distinct().toList();

    assertThat(flyways)
        .containsExactlyElementsOf(
            CallbackEvents.NAMES.stream()
                .filter(name -> flyways.contains(name) || !OF_13.contains(name))
                .toList());
  }

  @Test
  void versionsCompareAsFlywayComparesThem() {
    Random random = new Random(11);
    List<String> versions =
        IntStream.range(0, 400).mapToObj(i -> version(random)).distinct().toList();
    for (String left : versions) {
      for (String right : versions) {
        int flyways =
            MigrationVersion.fromVersion(left).compareTo(MigrationVersion.fromVersion(right));
        Version one = Version.parse(left).orElseThrow();
        Version other = Version.parse(right).orElseThrow();
        assertThat(Integer.signum(one.compareTo(other)))
            .as(left + " and " + right)
            .isEqualTo(Integer.signum(flyways));
        assertThat(one.equals(other)).as(left + " and " + right).isEqualTo(flyways == 0);
      }
    }
  }

  @Test
  void whatIsProposedInsteadIsAName() {
    assertThat(generated(20_000).map(ScriptName::of))
        .filteredOn(ScriptName.Ignored.class::isInstance)
        .hasSizeGreaterThan(1_000)
        .allSatisfy(
            name -> {
              String instead =
                  ((ScriptName.Ignored) name)
                      .instead()
                      .replace("<version>", "1")
                      .replace("<description>", "text");
              assertThat(ours(instead)).as(instead).isPresent();
            });
  }

  private static Stream<String> generated(int count) {
    Random random = new Random(20_251_122);
    return Stream.generate(
            () -> {
              StringBuilder name = new StringBuilder();
              if (random.nextInt(3) > 0) {
                name.append(List.of("V", "R", "B", "beforeMigrate").get(random.nextInt(4)));
              }
              if (random.nextBoolean()) {
                name.append(random.nextInt(20)).append(random.nextBoolean() ? "__" : "_");
              }
              random
                  .ints(random.nextInt(5), 0, PIECES.size())
                  .forEach(i -> name.append(PIECES.get(i)));
              return name + SUFFIXES.get(random.nextInt(SUFFIXES.size()));
            })
        // Hidden files are no scripts, and a name that ends in a dot is an accident of Flyway's.
        .filter(name -> !name.isEmpty() && !name.startsWith(".") && !name.endsWith("."))
        .limit(count);
  }

  private static String version(Random random) {
    StringBuilder version = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      version.append(random.nextBoolean() ? random.nextInt(4) : "0".repeat(random.nextInt(3)) + 7);
      version.append(i == 0 ? "" : random.nextBoolean() ? "." : "_");
    }
    return version.toString();
  }

  private static Optional<String> ours(String fileName) {
    ScriptName name = ScriptName.of(fileName);
    if (name instanceof ScriptName.Versioned versioned) {
      return words("V", versioned.version().text(), versioned.description());
    }
    if (name instanceof ScriptName.Baseline baseline) {
      return words("B", baseline.version().text(), baseline.description());
    }
    if (name instanceof ScriptName.Repeatable repeatable) {
      return words("R", null, repeatable.description());
    }
    if (name instanceof ScriptName.Callback callback) {
      return words(callback.event(), null, callback.description());
    }
    return Optional.empty();
  }

  private static Optional<String> words(
      String prefix, @Nullable String version, String description) {
    return Optional.of(prefix + " version " + version + " description " + description);
  }
}
