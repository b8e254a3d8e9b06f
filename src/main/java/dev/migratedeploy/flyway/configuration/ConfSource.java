package dev.migratedeploy.flyway.configuration;

import java.util.stream.Stream;

/** What a file of properties says; Flyway passes over a name without {@code flyway.}. */
record ConfSource(ConfigurationFile file, References references) {
  Stream<Given> givens() {
    return ConfFile.properties(file.text()).stream()
        .filter(property -> property.name().startsWith("flyway."))
        .map(this::given);
  }

  private Given given(ConfFile.Property property) {
    References.Value value = references.resolved(property.value());
    return Given.text(
        Keys.of(property.name()),
        value.text(),
        value.certain(),
        () -> file.name() + " line " + property.line());
  }
}
