package dev.migratedeploy.flyway;

import java.util.List;

/** The places that Flyway searches for scripts, all together. */
public record FlywayLocations(List<FlywayLocation> locations) {
  public FlywayLocations {
    locations = List.copyOf(locations);
  }

  /**
   * Whether Flyway finds a file of the image. If no location is one of the file system, nobody can
   * tell, and every file counts as found.
   *
   * @param path absolute, in the image
   */
  public boolean hold(String path) {
    return !areVisible() || locations.stream().anyMatch(location -> location.holds(path));
  }

  /** Whether any location is a folder of the file system: only those can be compared. */
  public boolean areVisible() {
    return locations.stream().anyMatch(location -> location.root().isPresent());
  }

  /** As they are written, with commas. */
  public String words() {
    return String.join(", ", locations.stream().map(FlywayLocation::written).toList());
  }
}
