package dev.migratedeploy.targets;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One of the databases of an environment.
 *
 * @param name unique in the environment
 * @param fields what the list says of it beside its name
 * @param variables what its Flyway gets beside the variables of the task definition: the settings'
 *     templates with the fields filled in
 */
public record Target(String name, Map<String, String> fields, Map<String, String> variables) {
  public Target {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    variables = Collections.unmodifiableMap(new TreeMap<>(variables));
  }
}
