package dev.migratedeploy.flyway;

import dev.migratedeploy.flyway.configuration.Given;
import dev.migratedeploy.flyway.configuration.OtherParameter;
import dev.migratedeploy.flyway.configuration.Parameter;
import dev.migratedeploy.flyway.configuration.Said;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What decides how Flyway runs the scripts, for who runs them elsewhere: nothing of it says where
 * the database or the scripts are.
 *
 * @param properties by their names in a properties file, such as {@code flyway.outOfOrder}
 * @param unknown what is set but has a value that only the container gets, a sentence each
 * @param javaOnly what only Java code does, a sentence each: it does not run elsewhere
 */
public record ScriptOptions(
    Map<String, String> properties, List<String> unknown, List<String> javaOnly) {
  private static final Set<Parameter> OF_THE_ENVIRONMENT_ONLY =
      EnumSet.of(
          Parameter.CALLBACK_LOCATIONS,
          Parameter.CHERRY_PICK,
          Parameter.FAIL_ON_MISSING_LOCATIONS,
          Parameter.LOCATIONS,
          Parameter.LOCK_RETRY_COUNT,
          Parameter.SKIP_EXECUTING_MIGRATIONS,
          Parameter.URL);

  private static final Set<OtherParameter> JAVA =
      EnumSet.of(OtherParameter.CALLBACKS, OtherParameter.JAR_DIRS, OtherParameter.RESOLVERS);

  private static final String FLYWAY = "flyway.";

  public ScriptOptions {
    properties = Map.copyOf(properties);
    unknown = List.copyOf(unknown);
    javaOnly = List.copyOf(javaOnly);
  }

  static ScriptOptions of(Said said) {
    Map<String, String> properties = new TreeMap<>();
    List<String> unknown = new ArrayList<>();
    List<String> javaOnly = new ArrayList<>();
    for (Parameter parameter : Parameter.values()) {
      if (!OF_THE_ENVIRONMENT_ONLY.contains(parameter)) {
        add(parameter.id(), said.of(parameter), properties, unknown);
      }
    }
    for (OtherParameter parameter : OtherParameter.values()) {
      Optional<Given> given = said.of(parameter);
      if (!JAVA.contains(parameter)) {
        add(parameter.id(), given, properties, unknown);
      } else if (given.filter(it -> !it.shown().isBlank()).isPresent()) {
        javaOnly.add(
            parameter.id() + " of " + given.get().source().get() + ", which names Java code");
      }
    }
    said.placeholders()
        .forEach(
            (name, given) -> add("placeholders." + name, Optional.of(given), properties, unknown));
    return new ScriptOptions(properties, unknown, javaOnly);
  }

  private static void add(
      String id, Optional<Given> given, Map<String, String> properties, List<String> unknown) {
    given.ifPresent(
        it -> {
          if (it.certain()) {
            properties.put(FLYWAY + id, it.shown());
          } else {
            unknown.add(id + " of " + it.source().get());
          }
        });
  }
}
