package dev.migratedeploy.flyway.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;
import org.flywaydb.core.internal.util.StringUtils;
import org.junit.jupiter.api.Test;

/** Own prefixes, separators and suffixes mean the same as to Flyway. */
class ScriptNamingOracleIT {
  private static final List<String> VERSIONED = List.of("V", "M", "db_", "Ver", "migrate-");
  private static final List<String> REPEATABLE = List.of("R", "X", "Rep_", "MR");
  private static final List<String> SEPARATORS = List.of("__", "-", "_s_", "#");
  private static final List<List<String>> SUFFIXES =
      List.of(
          List.of(".sql"),
          List.of(".sql", ".pks", ".pkb"),
          List.of(".ddl.sql", ".sql"),
          List.of("_v.ddl"));
  private static final List<String> PIECES =
      List.of("1", "2.3", "10", "_", "a", "add orders", "beforeMigrate", "sql", "x", ".");

  private final Random dice = new Random(20_261_127);

  @Test
  void everyNameMeansTheSameToFlyway() {
    int accepted = 0;
    for (int round = 0; round < 30_000; round++) {
      String versioned = any(VERSIONED);
      String repeatable = any(REPEATABLE);
      String separator = any(SEPARATORS);
      List<String> suffixes = SUFFIXES.get(dice.nextInt(SUFFIXES.size()));
      String name =
          (any(List.of(versioned, versioned, repeatable, "V", "B", ""))
                  + any(List.of("", "1", "2.3", "4_5"))
                  + any(List.of(separator, separator, "__", ""))
                  + dice.ints(dice.nextInt(3), 0, PIECES.size())
                      .mapToObj(PIECES::get)
                      .collect(Collectors.joining()))
              + any(suffixes);
      Optional<String> flyways =
          flyways(name, versioned, repeatable, separator, suffixes.toArray(String[]::new));
      ScriptNaming naming = new ScriptNaming(versioned, repeatable, "U", "B", separator, suffixes);
      assertThat(ours(ScriptName.of(name, naming)))
          .as("%s by %s, %s", name, naming.example(), naming.repeatableExample())
          .isEqualTo(flyways);
      accepted += flyways.isPresent() ? 1 : 0;
    }
    assertThat(accepted).isGreaterThan(5_000);
  }

  private String any(List<String> values) {
    return values.get(dice.nextInt(values.size()));
  }

  private static Optional<String> ours(ScriptName name) {
    if (name instanceof ScriptName.Versioned versioned) {
      return Optional.of("version " + versioned.version() + " " + versioned.description());
    }
    if (name instanceof ScriptName.Baseline baseline) {
      return Optional.of("baseline " + baseline.version() + " " + baseline.description());
    }
    if (name instanceof ScriptName.Repeatable repeatable) {
      return Optional.of("repeatable " + repeatable.description());
    }
    return name instanceof ScriptName.Callback callback
        ? Optional.of(callback.event() + " " + callback.description())
        : Optional.empty();
  }

  private static Optional<String> flyways(
      String name, String versioned, String repeatable, String separator, String[] suffixes) {
    ClassicConfiguration configuration = new ClassicConfiguration();
    configuration.setSqlMigrationPrefix(versioned);
    configuration.setRepeatableSqlMigrationPrefix(repeatable);
    configuration.setSqlMigrationSeparator(separator);
    configuration.setSqlMigrationSuffixes(suffixes);
    ResourceName parsed = new ResourceNameParser(configuration).parse(name);
    if (!parsed.isValid()) {
      return Optional.empty();
    }
    String prefix = parsed.getPrefix();
    boolean callback = Event.fromId(prefix) != null;
    if (!StringUtils.startsAndEndsWith(name, callback ? "" : prefix, suffixes)) {
      return Optional.empty();
    }
    String description = parsed.getDescription();
    return Optional.of(
        callback
            ? prefix + " " + description
            : prefix.equals(versioned)
                ? "version " + parsed.getVersion() + " " + description
                : prefix.equals(repeatable)
                    ? "repeatable " + description
                    : "baseline " + parsed.getVersion() + " " + description);
  }
}
