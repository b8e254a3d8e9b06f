package dev.migratedeploy.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.internal.configuration.ConfigUtils;
import org.flywaydb.core.internal.configuration.TomlUtils;
import org.flywaydb.core.internal.configuration.models.ConfigurationModel;
import org.flywaydb.core.internal.configuration.models.EnvironmentModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random configurations have the same effect here as in Flyway's own classes. */
class FlywayOptionsOracleIT {
  private static final int ROUNDS = 400;
  private static final List<String> FLAGS = List.of("true", "false", "TRUE", "False");
  private static final List<String> JDBC = List.of("jdbc:postgresql://db/a", "jdbc:mysql://db/b");

  /** Values as a source of texts has them; a comma separates the elements of a list. */
  private static final Map<String, List<String>> VALUES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "locations",
                  List.of("filesystem:/flyway/sql/a", "filesystem:sql/a,filesystem:/b/*", "db/x")),
              Map.entry("sqlMigrationPrefix", List.of("V", "M", "db_")),
              Map.entry("repeatableSqlMigrationPrefix", List.of("R", "X")),
              Map.entry("sqlMigrationSeparator", List.of("__", "-")),
              Map.entry("sqlMigrationSuffixes", List.of(".sql", ".sql,.pks", ".ddl")),
              Map.entry("encoding", List.of("UTF-8", "ISO-8859-1")),
              Map.entry("detectEncoding", FLAGS),
              Map.entry("ignoreMigrationPatterns", List.of("*:missing", "*:future,versioned:*")),
              Map.entry("outOfOrder", FLAGS),
              Map.entry("target", List.of("3", "latest", "2.1?", "current")),
              Map.entry("baselineOnMigrate", FLAGS),
              Map.entry("baselineVersion", List.of("1", "7.2")),
              Map.entry("skipExecutingMigrations", FLAGS),
              Map.entry("group", FLAGS),
              Map.entry("mixed", FLAGS),
              Map.entry("validateOnMigrate", FLAGS),
              Map.entry("validateMigrationNaming", FLAGS),
              Map.entry("lockRetryCount", List.of("5", "-1", "100")),
              Map.entry("executeInTransaction", FLAGS),
              Map.entry("placeholderReplacement", FLAGS),
              Map.entry("placeholders.owner", List.of("app", "dba")),
              Map.entry("placeholders.region", List.of("eu", "us"))));

  private static final List<String> LISTS =
      List.of("locations", "sqlMigrationSuffixes", "ignoreMigrationPatterns");

  private final Random dice = new Random(20_261_125);

  @Test
  void withTomlTheEffectIsFlyways(@TempDir Path directory) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, String> common = some();
      Map<String, String> prod = some();
      Map<String, String> user = some();
      Map<String, String> variables = some();
      Map<String, String> arguments = some();
      String environment = dice.nextBoolean() ? "prod" : "default";
      String url = JDBC.get(dice.nextInt(2));
      String file = toml(common, prod, environment, url);
      String userFile = table("flyway", user);
      Told told =
          Told.toml(file)
              .file("/flyway/conf/flyway.user.toml", userFile)
              .arguments(asArguments(arguments));
      variables.forEach((name, value) -> told.variable(variable(name), value));
      boolean urlByVariable = dice.nextInt(3) == 0;
      if (urlByVariable) {
        told.variable("FLYWAY_URL", JDBC.get(0));
      }

      ConfigurationModel model =
          TomlUtils.loadConfigurationFiles(
                  List.of(
                      Files.writeString(directory.resolve("flyway.toml"), file).toFile(),
                      Files.writeString(directory.resolve("flyway.user.toml"), userFile).toFile()))
              .merge(TomlUtils.loadConfigurationFromCommandlineArgs(converted(variables)))
              .merge(TomlUtils.loadConfigurationFromCommandlineArgs(prefixed(arguments)));
      if (urlByVariable) {
        EnvironmentModel byVariable = new EnvironmentModel();
        byVariable.setUrl(JDBC.get(0));
        model.getEnvironments().merge(environment, byVariable, EnvironmentModel::merge);
      }

      Map<String, Object> ours = EffectiveOptions.ours(told.options());
      assertThat(ours)
          .as(told.sources().toString())
          .isEqualTo(
              EffectiveOptions.flyways(
                  new ClassicConfiguration(model), ours.containsKey("locations")));
    }
  }

  @Test
  void withPropertiesTheEffectIsFlyways() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, String> file = some();
      Map<String, String> variables = some();
      Map<String, String> arguments = some();
      String text = properties(file);
      Told told = Told.conf(text).arguments(asArguments(arguments));
      variables.forEach((name, value) -> told.variable(variable(name), value));

      Map<String, String> all = new HashMap<>(ConfigUtils.loadConfigurationFromString(text));
      all.putAll(converted(variables));
      all.putAll(prefixed(arguments));
      ClassicConfiguration configuration = new ClassicConfiguration();
      configuration.configure(all);

      Map<String, Object> ours = EffectiveOptions.ours(told.options());
      assertThat(ours)
          .as(told.sources().toString())
          .isEqualTo(EffectiveOptions.flyways(configuration, ours.containsKey("locations")));
    }
  }

  /** One parameter in three. */
  private Map<String, String> some() {
    Map<String, String> some = new TreeMap<>();
    VALUES.forEach(
        (name, values) -> {
          if (dice.nextInt(3) == 0) {
            some.put(name, values.get(dice.nextInt(values.size())));
          }
        });
    return some;
  }

  private String properties(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            entry ->
                List.of("", "# flyway.group=true\n", "\n").get(dice.nextInt(3))
                    + "flyway."
                    + entry.getKey()
                    + List.of("=", " = ", ": ", " ").get(dice.nextInt(4))
                    + entry.getValue().replace(",", dice.nextBoolean() ? "," : ",\\\n  "))
        .collect(Collectors.joining("\n"));
  }

  private String toml(
      Map<String, String> common, Map<String, String> prod, String environment, String url) {
    return "flyway.environment = '"
        + environment
        + "'\n"
        + dotted("flyway.", common)
        + "[environments.default]\n[environments.prod]\nurl = '"
        + url
        + "'\n"
        + table("environments.prod.flyway", prod);
  }

  private String table(String name, Map<String, String> values) {
    return "[" + name + "]\n" + dotted("", values);
  }

  private String dotted(String prefix, Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> prefix + entry.getKey() + " = " + value(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String value(String name, String text) {
    if (LISTS.contains(name)) {
      String separator = dice.nextBoolean() ? "', '" : "',\n  '";
      return "['" + text.replace(",", separator) + "']";
    }
    boolean bare = FLAGS.contains(text) && dice.nextBoolean();
    return bare ? text.toLowerCase(Locale.ROOT) : "'" + text + "'";
  }

  private static Map<String, String> prefixed(Map<String, String> values) {
    Map<String, String> prefixed = new TreeMap<>();
    values.forEach((name, value) -> prefixed.put("flyway." + name, value));
    return prefixed;
  }

  private static Map<String, String> converted(Map<String, String> values) {
    Map<String, String> converted = new TreeMap<>();
    values.forEach((name, value) -> converted.put(ConfigUtils.convertKey(variable(name)), value));
    return converted;
  }

  private static String variable(String name) {
    return "FLYWAY_" + name.replaceAll("([A-Z])", "_$1").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static String[] asArguments(Map<String, String> values) {
    List<String> arguments = new ArrayList<>(List.of("migrate"));
    values.forEach((name, value) -> arguments.add("-" + name + "=" + value));
    return arguments.toArray(String[]::new);
  }
}
