package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import dev.migratedeploy.changes.ConfigurationChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What beside the scripts has changed. */
record ConfigurationJson(
    String aspect, String name, @Nullable String before, @Nullable String now) {
  static List<ConfigurationJson> all(List<ConfigurationChange> changes) {
    return changes.stream()
        .map(
            change ->
                new ConfigurationJson(
                    change.aspect().key(),
                    change.name(),
                    orNull(change.before()),
                    orNull(change.now())))
        .toList();
  }
}
