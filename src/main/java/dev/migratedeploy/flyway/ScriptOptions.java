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
 * @param leftOut what has no effect elsewhere, a sentence each: Java code, and what keeps Flyway
 *     from running scripts
 */
public record ScriptOptions(
    Map<String, String> properties, List<String> unknown, List<String> leftOut) {
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

  private static final Set<Parameter> KEEPING_FROM_RUNNING =
      EnumSet.of(Parameter.CHERRY_PICK, Parameter.SKIP_EXECUTING_MIGRATIONS);

  private static final String FLYWAY = "flyway.";

  public ScriptOptions {
    properties = Map.copyOf(properties);
    unknown = List.copyOf(unknown);
    leftOut = List.copyOf(leftOut);
  }

  static ScriptOptions of(Said said) {
    Map<String, String> properties = new TreeMap<>();
    List<String> unknown = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (Parameter parameter : Parameter.values()) {
      if (!OF_THE_ENVIRONMENT_ONLY.contains(parameter)) {
        add(parameter.id(), said.of(parameter), properties, unknown);
      } else if (KEEPING_FROM_RUNNING.contains(parameter)) {
        said.of(parameter)
            .filter(given -> !given.shown().isBlank() && !given.shown().equals("false"))
            .ifPresent(
                given ->
                    leftOut.add(
                        parameter.id()
                            + " of "
                            + given.source().get()
                            + ", which may keep a deploy from running scripts that run here"));
      }
    }
    for (OtherParameter parameter : OtherParameter.values()) {
      Optional<Given> given = said.of(parameter);
      if (!JAVA.contains(parameter)) {
        add(parameter.id(), given, properties, unknown);
      } else if (given.filter(it -> !it.shown().isBlank()).isPresent()) {
        leftOut.add(
            parameter.id() + " of " + given.get().source().get() + ", which names Java code");
      }
    }
    said.placeholders()
        .forEach(
            (name, given) -> add("placeholders." + name, Optional.of(given), properties, unknown));
    return new ScriptOptions(properties, unknown, leftOut);
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
