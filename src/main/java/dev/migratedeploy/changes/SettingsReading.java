package dev.migratedeploy.changes;

import java.util.List;
import java.util.Optional;

/** Compares an earlier settings file with the one of the checkout. */
@FunctionalInterface
public interface SettingsReading {
  /**
   * What of it decides what runs, and is different now.
   *
   * @return empty if the earlier file cannot be read any more
   */
  Optional<List<ConfigurationChange>> changesSince(String earlier);
}
