package dev.migratedeploy.flyway.configuration;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What a TOML file of Flyway's says. */
final class TomlSource {
  private final ConfigurationFile file;
  private final TomlFile toml;
  private final References references;

  TomlSource(ConfigurationFile file, TomlFile toml, References references) {
    this.file = file;
    this.toml = toml;
    this.references = references;
  }

  Stream<Given> givens() {
    return toml.values().stream().map(this::given);
  }

  /** Values of the wrong kind, which Flyway refuses to start with. */
  Stream<String> problems() {
    return toml.values().stream().flatMap(value -> problem(value).stream());
  }

  private Optional<String> problem(TomlValue value) {
    String key = Keys.of(value.name());
    return Parameter.of(Keys.withoutEnvironment(key))
        .filter(parameter -> (parameter.type() == Parameter.Type.LIST) != value.list())
        .map(
            parameter ->
                "%s: %s is %s"
                    .formatted(
                        source(key),
                        parameter.id(),
                        value.list()
                            ? "no list: write its value without brackets"
                            : "a list in TOML: write its value in brackets, as [\"...\"]"));
  }

  private Given given(TomlValue value) {
    String key = Keys.of(value.name());
    List<References.Value> items = value.items().stream().map(references::resolved).toList();
    return new Given(
        key,
        items.stream().map(References.Value::text).toList(),
        value.list(),
        items.stream().allMatch(References.Value::certain),
        () -> source(key));
  }

  private String source(String key) {
    return toml.statements().stream()
        .filter(
            statement ->
                statement.values().stream()
                    .anyMatch(value -> Objects.equals(Keys.of(value.name()), key)))
        .findFirst()
        .map(statement -> file.name() + " line " + statement.line())
        .orElse(file.name());
  }
}
