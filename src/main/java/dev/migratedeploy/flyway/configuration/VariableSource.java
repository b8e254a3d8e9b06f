package dev.migratedeploy.flyway.configuration;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the container's environment variables say.
 *
 * @param variables with their values
 * @param secrets the names of those whose value only the container gets
 */
record VariableSource(Map<String, String> variables, Set<String> secrets) {
  private static final Map<String, Parameter> PARAMETERS = new LinkedHashMap<>();
  private static final String PLACEHOLDERS = "FLYWAY_PLACEHOLDERS_";

  static {
    Arrays.stream(Parameter.values())
        .forEach(parameter -> PARAMETERS.put(parameter.variable(), parameter));
  }

  /**
   * All of them.
   *
   * @param modern whether Flyway reads TOML: only then it knows {@code flyway_outOfOrder} and
   *     {@code environments_prod_url} too
   */
  Stream<Given> givens(boolean modern) {
    return modern ? Stream.concat(named(this::usual), named(this::modern)) : named(this::usual);
  }

  private Stream<Given> named(KeyOf keyOf) {
    return Stream.concat(
        variables.entrySet().stream()
            .flatMap(
                entry ->
                    keyOf.key(entry.getKey()).stream()
                        .map(
                            key ->
                                Given.text(
                                    key, entry.getValue(), true, () -> words(entry.getKey())))),
        secrets.stream()
            .flatMap(
                name ->
                    keyOf.key(name).stream()
                        .map(key -> Given.unknown(key, () -> words(name) + " (a secret)"))));
  }

  private static String words(String name) {
    return name + " of the task definition";
  }

  private Optional<String> usual(String name) {
    if (name.startsWith(PLACEHOLDERS) && name.length() > PLACEHOLDERS.length()) {
      return Optional.of(
          "placeholders." + name.substring(PLACEHOLDERS.length()).toLowerCase(Locale.ROOT));
    }
    return Optional.ofNullable(PARAMETERS.get(name))
        .map(Parameter::key)
        .or(() -> OtherParameter.ofVariable(name).map(OtherParameter::key));
  }

  private Optional<String> modern(String name) {
    return name.startsWith("flyway_") || name.startsWith("environments_")
        ? Optional.of(Keys.of(name.replace('_', '.')))
        : Optional.empty();
  }

  @FunctionalInterface
  private interface KeyOf {
    Optional<String> key(String name);
  }
}
