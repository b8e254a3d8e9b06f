package dev.migratedeploy.imagebuild;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** The system properties that the build hands to this program, and a user to the build. */
final class BuildProperties {
  private BuildProperties() {}

  static Optional<String> find(String name) {
    return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
  }

  static Path path(String name) {
    return Path.of(Objects.requireNonNull(System.getProperty(name), name));
  }

  /** The tool's version. */
  static String version() {
    return Objects.requireNonNull(System.getProperty("tool.version"), "tool.version");
  }
}
