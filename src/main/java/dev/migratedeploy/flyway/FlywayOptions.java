package dev.migratedeploy.flyway;

import dev.migratedeploy.flyway.configuration.Given;
import dev.migratedeploy.flyway.configuration.Parameter;
import dev.migratedeploy.flyway.configuration.Said;
import dev.migratedeploy.flyway.configuration.Sources;
import dev.migratedeploy.flyway.scripts.ScriptNaming;
import dev.migratedeploy.support.Defaults;
import dev.migratedeploy.verdict.RefusedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What Flyway is told, by all its sources together and in its order of precedence: arguments, the
 * container's variables, TOML or properties. What the base image brings along itself stays unknown.
 */
public final class FlywayOptions {
  private static final String LIST_SEPARATOR = ",";

  private final Said said;
  private final ScriptNaming naming;
  private final FlywayOption<FlywayLocations> locations;
  private final FlywayOption<FlywayLocations> callbackLocations;

  private FlywayOptions(Said said, String scriptsPath) {
    this.said = said;
    this.locations =
        option(
            Parameter.LOCATIONS,
            places(List.of("filesystem:" + scriptsPath)),
            given -> places(items(given)));
    this.callbackLocations =
        option(Parameter.CALLBACK_LOCATIONS, places(List.of()), given -> places(items(given)));
    this.naming =
        new ScriptNaming(
            sqlMigrationPrefix().value(),
            repeatableSqlMigrationPrefix().value(),
            undoSqlMigrationPrefix().value(),
            baselineMigrationPrefix().value(),
            sqlMigrationSeparator().value(),
            sqlMigrationSuffixes().value());
  }

  /**
   * Reads them.
   *
   * @param scriptsPath where the scripts are in the image: Flyway's location if no source names one
   * @throws RefusedException if a configuration file cannot be parsed
   */
  public static FlywayOptions of(Sources sources, String scriptsPath) {
    return new FlywayOptions(Said.by(sources), scriptsPath);
  }

  /** Flyway's defaults. */
  public static FlywayOptions none() {
    return of(new Sources(List.of(), Map.of(), Set.of(), List.of()), Defaults.SCRIPTS_IN_IMAGE);
  }

  /** Where Flyway searches for scripts. */
  public FlywayOption<FlywayLocations> locations() {
    return locations;
  }

  /** Where Flyway searches for callbacks besides. */
  public FlywayOption<FlywayLocations> callbackLocations() {
    return callbackLocations;
  }

  /** How it reads the scripts' names. */
  public ScriptNaming naming() {
    return naming;
  }

  public FlywayOption<String> sqlMigrationPrefix() {
    return text(Parameter.SQL_MIGRATION_PREFIX);
  }

  public FlywayOption<String> repeatableSqlMigrationPrefix() {
    return text(Parameter.REPEATABLE_SQL_MIGRATION_PREFIX);
  }

  public FlywayOption<String> undoSqlMigrationPrefix() {
    return text(Parameter.UNDO_SQL_MIGRATION_PREFIX);
  }

  public FlywayOption<String> baselineMigrationPrefix() {
    return text(Parameter.BASELINE_MIGRATION_PREFIX);
  }

  public FlywayOption<String> sqlMigrationSeparator() {
    return text(Parameter.SQL_MIGRATION_SEPARATOR);
  }

  public FlywayOption<List<String>> sqlMigrationSuffixes() {
    return list(Parameter.SQL_MIGRATION_SUFFIXES);
  }

  public FlywayOption<String> encoding() {
    return text(Parameter.ENCODING);
  }

  public FlywayOption<Boolean> detectEncoding() {
    return flag(Parameter.DETECT_ENCODING);
  }

  /** Whether a script that is not UTF-8 is read wrongly. */
  public boolean readsOnlyUtf8() {
    return !detectEncoding().value() && encoding().isKnown() && isUtf8(encoding().value());
  }

  private static boolean isUtf8(String encoding) {
    return encoding.strip().matches("(?i)utf-?8");
  }

  /** Which differences between scripts and database a validation passes over. */
  public FlywayOption<List<String>> ignoreMigrationPatterns() {
    return list(Parameter.IGNORE_MIGRATION_PATTERNS);
  }

  /**
   * Whether a validation passes over all versioned scripts of a state.
   *
   * @param state such as {@code missing} or {@code future}
   */
  public boolean ignores(String state) {
    return ignoreMigrationPatterns().value().stream()
        .map(String::strip)
        .anyMatch(pattern -> pattern.matches("(?i)(\\*|versioned):(\\*|" + state + ")"));
  }

  /** Whether Flyway applies a version below the highest one that is applied. */
  public FlywayOption<Boolean> outOfOrder() {
    return flag(Parameter.OUT_OF_ORDER);
  }

  public FlywayOption<MigrationTarget> target() {
    return option(
        Parameter.TARGET,
        MigrationTarget.of("latest"),
        given -> MigrationTarget.of(given.text().orElse("latest")));
  }

  /** The only scripts that Flyway may apply; empty for all of them. */
  public FlywayOption<List<String>> cherryPick() {
    return list(Parameter.CHERRY_PICK);
  }

  public FlywayOption<Boolean> baselineOnMigrate() {
    return flag(Parameter.BASELINE_ON_MIGRATE);
  }

  public FlywayOption<String> baselineVersion() {
    return text(Parameter.BASELINE_VERSION);
  }

  /** Whether scripts are noted as applied without being run. */
  public FlywayOption<Boolean> skipExecutingMigrations() {
    return flag(Parameter.SKIP_EXECUTING_MIGRATIONS);
  }

  /** Whether all scripts of a run are one transaction. */
  public FlywayOption<Boolean> group() {
    return flag(Parameter.GROUP);
  }

  /** Whether a script may hold statements that run in a transaction and others that cannot. */
  public FlywayOption<Boolean> mixed() {
    return flag(Parameter.MIXED);
  }

  public FlywayOption<Boolean> placeholderReplacement() {
    return flag(Parameter.PLACEHOLDER_REPLACEMENT);
  }

  /** What a placeholder in a script begins with. */
  public FlywayOption<String> placeholderPrefix() {
    return text(Parameter.PLACEHOLDER_PREFIX);
  }

  /** What it ends with. */
  public FlywayOption<String> placeholderSuffix() {
    return text(Parameter.PLACEHOLDER_SUFFIX);
  }

  /** What is between {@code flyway} and the name of one that Flyway fills in itself. */
  public FlywayOption<String> placeholderSeparator() {
    return text(Parameter.PLACEHOLDER_SEPARATOR);
  }

  /** What decides how the scripts run, for who runs them elsewhere. */
  public ScriptOptions ofScripts() {
    return ScriptOptions.of(said);
  }

  /** By their names in small letters; without those whose values only the container gets. */
  public Map<String, String> placeholders() {
    Map<String, String> placeholders = new TreeMap<>();
    said.placeholders()
        .forEach(
            (name, given) -> {
              if (given.certain()) {
                placeholders.put(name, given.shown());
              }
            });
    return placeholders;
  }

  /** Whether a migration fails where an applied script has changed. */
  public FlywayOption<Boolean> validateOnMigrate() {
    return flag(Parameter.VALIDATE_ON_MIGRATE);
  }

  /** Whether Flyway fails where a file's name looks like a script's and is none. */
  public FlywayOption<Boolean> validateMigrationNaming() {
    return flag(Parameter.VALIDATE_MIGRATION_NAMING);
  }

  /** Whether Flyway's own lock on PostgreSQL is a transaction that stays open. */
  public FlywayOption<Boolean> postgresqlTransactionalLock() {
    return flag(Parameter.POSTGRESQL_TRANSACTIONAL_LOCK);
  }

  public FlywayOption<Integer> lockRetryCount() {
    return option(Parameter.LOCK_RETRY_COUNT, 50, given -> OptionTypes.number(given).orElse(50));
  }

  public FlywayOption<Boolean> executeInTransaction() {
    return flag(Parameter.EXECUTE_IN_TRANSACTION);
  }

  /** The JDBC URL as it is written, which may hold references and secrets: never show it. */
  public Optional<String> url() {
    return said.of(Parameter.URL).flatMap(Given::text);
  }

  /** The names of the configuration files that Flyway reads. */
  public List<String> files() {
    return said.read();
  }

  /** What Flyway would refuse to start with, a sentence each; usually nothing. */
  public List<String> problems() {
    return Stream.concat(
            said.problems().stream(),
            Arrays.stream(Parameter.values())
                .flatMap(
                    parameter ->
                        said.of(parameter).stream()
                            .flatMap(given -> OptionTypes.problem(parameter, given).stream())))
        .toList();
  }

  /** What surprises its author, a sentence each: values that other values beat. */
  public List<String> notes() {
    return Contradictions.in(said);
  }

  private FlywayOption<String> text(Parameter parameter) {
    String usual = String.join(LIST_SEPARATOR, parameter.usual());
    return option(parameter, usual, given -> given.text().orElse(usual));
  }

  private FlywayOption<Boolean> flag(Parameter parameter) {
    boolean usual = parameter.usual().contains("true");
    return option(parameter, usual, given -> OptionTypes.flag(given).orElse(usual));
  }

  private FlywayOption<List<String>> list(Parameter parameter) {
    return option(parameter, parameter.usual(), this::items);
  }

  private <T> FlywayOption<T> option(Parameter parameter, T usual, Function<Given, T> reading) {
    return FlywayOption.of(parameter, usual, said.of(parameter), reading);
  }

  private List<String> items(Given given) {
    return OptionTypes.items(given, said.modern());
  }

  private FlywayLocations places(List<String> written) {
    return new FlywayLocations(
        written.stream().map(it -> FlywayLocation.of(it, said.directory())).toList());
  }
}
