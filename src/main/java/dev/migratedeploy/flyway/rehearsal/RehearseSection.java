package dev.migratedeploy.flyway.rehearsal;

import dev.migratedeploy.config.Constraint;
import dev.migratedeploy.config.ReadContext;
import dev.migratedeploy.config.Section;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads {@code rehearse:}, of the whole file and of one environment. */
public final class RehearseSection {
  /** The section's key, on both levels. */
  public static final String REHEARSE = "rehearse";

  private static final Set<String> KEYS =
      Set.of("before", "from", "environment", "version", "required");

  /** Where the rehearsal's database is, and who logs in there, only the job knows. */
  private static final Set<String> CONNECTION =
      Set.of("FLYWAY_URL", "FLYWAY_USER", "FLYWAY_PASSWORD", "FLYWAY_DRIVER");

  private static final Constraint VARIABLE =
      Constraint.of(
          name -> name.matches("[A-Za-z_][A-Za-z0-9_.-]*") && !CONNECTION.contains(name),
          "a variable of the task definition such as FLYWAY_PLACEHOLDERS_REGION; the rehearsal's"
              + " own database is that of --database");

  private static final Constraint VERSION =
      Constraint.matching(
          "\\d{1,4}(\\.\\d{1,4}){0,2}", "a version of the database, such as 17 or 10.11");

  private static final Constraint TRUE_OR_FALSE =
      Constraint.matching("(?i)true|false", "true or false");

  private RehearseSection() {}

  /**
   * Reads what an environment says, and what the whole file says for all of them; what is wrong
   * becomes a problem of the file.
   *
   * @param scope whether the variables of placeholders have to be there: a job that rehearses
   *     nothing may not have them
   */
  public static RehearseSettings read(Section top, Section environment, ReadContext scope) {
    return read(environment.section(scope, REHEARSE)).over(ofAll(top, scope));
  }

  /** What the whole file says for environments that say nothing. */
  public static RehearseSettings ofAll(Section top, ReadContext scope) {
    return read(top.section(scope, REHEARSE));
  }

  private static RehearseSettings read(Section section) {
    section.knowing(KEYS);
    return new RehearseSettings(
        value(section, "before", Constraint.RELATIVE_PATH),
        value(section, "from", Constraint.RELATIVE_PATH),
        variables(section),
        value(section, "version", VERSION),
        value(section, "required", TRUE_OR_FALSE).map(Boolean::parseBoolean));
  }

  private static Optional<String> value(Section section, String key, Constraint rule) {
    return section.optional(key, rule).filter(text -> !text.isEmpty());
  }

  private static Map<String, String> variables(Section section) {
    Map<String, String> variables =
        new TreeMap<>(section.texts("environment", VARIABLE, Constraint.ANYTHING));
    variables.remove("");
    return variables;
  }
}
