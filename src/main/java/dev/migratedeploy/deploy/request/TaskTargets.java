package dev.migratedeploy.deploy.request;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The databases of one task, as its container is told them: {@value #TARGETS} has the names of the
 * variables in its first line, and then a line for each database, its name and the values, with
 * tabs between. For one database the variables are given as they are, where anybody can see them in
 * the console, and the rows hold nothing but its name.
 *
 * @param rows in the order in which they are migrated; none: the database of the task definition
 */
public record TaskTargets(List<Row> rows) {
  /** The variable that holds the rows. */
  static final String TARGETS = "MIGRATE_DEPLOY_TARGETS";

  /** One database. */
  public record Row(String name, Map<String, String> variables) {
    public Row {
      variables = Collections.unmodifiableMap(new TreeMap<>(variables));
    }
  }

  public TaskTargets {
    rows = List.copyOf(rows);
  }

  /** Those of a request for one task. */
  public static TaskTargets of(Targets targets) {
    return of(targets.all());
  }

  static TaskTargets of(List<Target> targets) {
    return new TaskTargets(
        targets.stream().map(target -> new Row(target.name(), target.variables())).toList());
  }

  /**
   * Those of a task that was found; empty if it was given a variable that this tool gives no task,
   * or what it was given cannot be read: then nobody knows what it does.
   */
  public static Optional<TaskTargets> of(FoundTask task) {
    Optional<TaskTargets> targets = parse(task.variables());
    return targets.filter(
        known ->
            Stream.concat(TaskVariables.NAMES.stream(), known.direct().keySet().stream())
                .collect(Collectors.toSet())
                .containsAll(task.overridden()));
  }

  private static Optional<TaskTargets> parse(Map<String, String> variables) {
    String text = variables.get(TARGETS);
    if (text == null) {
      return Optional.of(new TaskTargets(List.of()));
    }
    List<String> lines = List.of(text.split("\n", -1));
    List<String> names = lines.get(0).isEmpty() ? List.of() : fields(lines.get(0));
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = fields(line);
      if (fields.size() != names.size() + 1) {
        return Optional.empty();
      }
      Map<String, String> values = new TreeMap<>();
      for (int i = 0; i < names.size(); i++) {
        values.put(names.get(i), fields.get(i + 1));
      }
      rows.add(new Row(fields.get(0), values));
    }
    if (rows.size() == 1 && names.isEmpty()) {
      Map<String, String> direct = new TreeMap<>(variables);
      direct.keySet().removeAll(TaskVariables.NAMES);
      rows.set(0, new Row(rows.get(0).name(), direct));
    }
    Set<String> distinct = new HashSet<>();
    return !rows.isEmpty() && rows.stream().allMatch(row -> distinct.add(row.name()))
        ? Optional.of(new TaskTargets(rows))
        : Optional.empty();
  }

  private static List<String> fields(String line) {
    return List.of(line.split("\t", -1));
  }

  /** Whether the database is that of the task definition. */
  public boolean none() {
    return rows.isEmpty();
  }

  /** The names of the databases, in the order in which they are migrated. */
  public List<String> names() {
    return rows.stream().map(Row::name).toList();
  }

  /** What the container gets; nothing if there is no list of databases. */
  Map<String, String> environment() {
    if (none()) {
      return Map.of();
    }
    Map<String, String> environment = new TreeMap<>(direct());
    environment.put(TARGETS, text());
    return environment;
  }

  /** The variables that are given as they are. */
  private Map<String, String> direct() {
    return rows.size() == 1 ? rows.get(0).variables() : Map.of();
  }

  private String text() {
    Set<String> names =
        rows.size() == 1
            ? Set.of()
            : rows.stream()
                .flatMap(row -> row.variables().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    return Stream.concat(
            Stream.of(String.join("\t", names)), rows.stream().map(row -> line(row, names)))
        .collect(Collectors.joining("\n"));
  }

  private static String line(Row row, Set<String> names) {
    return Stream.concat(
            Stream.of(row.name()),
            names.stream().map(name -> row.variables().getOrDefault(name, "")))
        .collect(Collectors.joining("\t"));
  }
}
