package dev.migratedeploy.flyway;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.internal.util.Locations;

/** The values that count in the end, from this program and from Flyway, in the same words. */
final class EffectiveOptions {
  private EffectiveOptions() {}

  static Map<String, Object> ours(FlywayOptions options) {
    Map<String, Object> values = new TreeMap<>();
    if (options.locations().isSet()) {
      String[] written =
          options.locations().value().locations().stream()
              .map(FlywayLocation::written)
              .toArray(String[]::new);
      values.put("locations", descriptors(new Locations(written).getLocations().stream()));
    }
    values.put("sqlMigrationPrefix", options.sqlMigrationPrefix().value());
    values.put("repeatablePrefix", options.repeatableSqlMigrationPrefix().value());
    values.put("separator", options.sqlMigrationSeparator().value());
    values.put("suffixes", options.sqlMigrationSuffixes().value());
    values.put("encoding", options.encoding().value());
    values.put("detectEncoding", options.detectEncoding().value());
    values.put("patterns", options.ignoreMigrationPatterns().value());
    values.put("outOfOrder", options.outOfOrder().value());
    values.put("target", MigrationVersion.fromVersion(options.target().value().text()).toString());
    values.put("baselineOnMigrate", options.baselineOnMigrate().value());
    values.put(
        "baselineVersion",
        MigrationVersion.fromVersion(options.baselineVersion().value()).toString());
    values.put("skipExecutingMigrations", options.skipExecutingMigrations().value());
    values.put("group", options.group().value());
    values.put("mixed", options.mixed().value());
    values.put("validateOnMigrate", options.validateOnMigrate().value());
    values.put("validateMigrationNaming", options.validateMigrationNaming().value());
    values.put("lockRetryCount", options.lockRetryCount().value());
    values.put("executeInTransaction", options.executeInTransaction().value());
    values.put("placeholderReplacement", options.placeholderReplacement().value());
    values.put("placeholders", options.placeholders());
    options.url().ifPresent(url -> values.put("url", url));
    return values;
  }

  static Map<String, Object> flyways(ClassicConfiguration configuration, boolean withLocations) {
    Map<String, Object> values = new TreeMap<>();
    if (withLocations) {
      values.put("locations", descriptors(Arrays.stream(configuration.getLocations())));
    }
    values.put("sqlMigrationPrefix", configuration.getSqlMigrationPrefix());
    values.put("repeatablePrefix", configuration.getRepeatableSqlMigrationPrefix());
    values.put("separator", configuration.getSqlMigrationSeparator());
    values.put("suffixes", List.of(configuration.getSqlMigrationSuffixes()));
    values.put("encoding", configuration.getEncoding().name());
    values.put("detectEncoding", configuration.isDetectEncoding());
    values.put(
        "patterns",
        Arrays.stream(configuration.getIgnoreMigrationPatterns()).map(Object::toString).toList());
    values.put("outOfOrder", configuration.isOutOfOrder());
    values.put("target", configuration.getTarget().toString());
    values.put("baselineOnMigrate", configuration.isBaselineOnMigrate());
    values.put("baselineVersion", configuration.getBaselineVersion().toString());
    values.put("skipExecutingMigrations", configuration.isSkipExecutingMigrations());
    values.put("group", configuration.isGroup());
    values.put("mixed", configuration.isMixed());
    values.put("validateOnMigrate", configuration.isValidateOnMigrate());
    values.put("validateMigrationNaming", configuration.isValidateMigrationNaming());
    values.put("lockRetryCount", configuration.getLockRetryCount());
    values.put("executeInTransaction", configuration.isExecuteInTransaction());
    values.put("placeholderReplacement", configuration.isPlaceholderReplacement());
    values.put("placeholders", configuration.getPlaceholders());
    if (configuration.getUrl() != null) {
      values.put("url", configuration.getUrl());
    }
    return values;
  }

  private static List<String> descriptors(Stream<Location> locations) {
    return locations.map(Location::getDescriptor).sorted().toList();
  }
}
