package dev.migratedeploy.flyway;

import dev.migratedeploy.flyway.configuration.ConfigurationFile;
import dev.migratedeploy.flyway.configuration.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What Flyway is told in a test. */
public final class Told {
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> variables = new TreeMap<>();
  private final Set<String> secrets = new TreeSet<>();
  private final List<ConfigurationFile> files = new ArrayList<>();

  private Told() {}

  public static Told nothing() {
    return new Told();
  }

  public static Told by(String... arguments) {
    return new Told().arguments(arguments);
  }

  public static Told toml(String text) {
    return new Told().file("/flyway/conf/flyway.toml", text);
  }

  public static Told conf(String text) {
    return new Told().file("/flyway/conf/flyway.conf", text);
  }

  public Told arguments(String... more) {
    arguments.addAll(List.of(more));
    return this;
  }

  public Told variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  public Told secret(String name) {
    secrets.add(name);
    return this;
  }

  public Told file(String target, String text) {
    files.add(new ConfigurationFile(target, target.substring(target.lastIndexOf('/') + 1), text));
    return this;
  }

  public FlywayOptions options() {
    return FlywayOptions.of(sources(), "/flyway/sql");
  }

  public Sources sources() {
    return new Sources(arguments, variables, secrets, files);
  }
}
