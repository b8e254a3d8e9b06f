package dev.migratedeploy.targets;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One of the databases of an environment.
 *
 * @param name unique in the environment
 * @param fields what the list says of it beside its name
 * @param variables what its Flyway gets beside the variables of the task definition: the settings'
 *     templates with the fields filled in
 */
public record Target(String name, Map<String, String> fields, Map<String, String> variables) {
  /** It becomes the name of a file. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  public Target {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    variables = Collections.unmodifiableMap(new TreeMap<>(variables));
  }

  /** Whether a word can be the name of one. */
  public static boolean isName(String word) {
    return NAME.matcher(word).matches();
  }
}
