package dev.migratedeploy.targets;

import dev.migratedeploy.config.Constraint;
import dev.migratedeploy.config.FieldTemplate;
import dev.migratedeploy.config.Section;
import dev.migratedeploy.secrets.SecretVariables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code targets:} of an environment. */
public final class TargetsSection {
  /** Its key in an environment. */
  public static final String TARGETS = "targets";

  /** What the fields of a database are called in the templates: {@code ${target.host}}. */
  private static final String NAMESPACE = "target";

  private static final Set<String> KEYS =
      Set.of("from", "environment", "per-task", "parallel", "at-most", "waves");
  private static final Set<String> OF_A_WAVE = Set.of("name", "match", "failures");
  private static final int USUAL_PARALLEL = 10;
  private static final String NO_ITEM = "[]";

  private static final Constraint NUMBER =
      Constraint.matching("[1-9]\\d{0,2}|1000", "a number from 1 to 1000");
  private static final Constraint FAILURES =
      Constraint.matching(FailureBudget.PATTERN, FailureBudget.ACCEPTED);

  /** What to do about a credential in a template. */
  static final String WHERE_SECRETS_ARE =
      "secrets come from the task definition, and targets with secrets of their own are an"
          + " environment of their own";

  private static final Pattern OF_THE_JOB = Pattern.compile("\\$\\{(?!" + NAMESPACE + "\\.)");

  private static final String NOT_FOR_TARGETS = "MIGRATE_DEPLOY_|AWS_|ECS_";

  private static final Constraint VARIABLE =
      value -> {
        if (!value.matches("[A-Za-z_][A-Za-z0-9_]*")) {
          return Optional.of("a variable's name");
        }
        if (SecretVariables.carriesSecret(value, "")) {
          return Optional.of("a variable that holds no secret (" + WHERE_SECRETS_ARE + ")");
        }
        return value.matches("(?i)(?:" + NOT_FOR_TARGETS + ").*")
            ? Optional.of("a variable for Flyway, not one of this tool or of AWS")
            : Optional.empty();
      };
  private static final Constraint WAVE =
      Constraint.matching("[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}", "a name of at most 40 letters");
  private static final Constraint LINE = Constraint.matching("[^\\p{Cntrl}]+", "one line");

  private TargetsSection() {}

  /**
   * Reads what an environment says; what is wrong becomes a problem of the file.
   *
   * @param runsFlyway if not, nothing would tell what came of each database
   */
  public static Optional<TargetsSettings> read(Section environment, boolean runsFlyway) {
    if (!environment.keys().contains(TARGETS)) {
      return Optional.empty();
    }
    if (!runsFlyway) {
      environment.complain(
          TARGETS, "is for Flyway, and image.entrypoint runs another tool; leave the key out");
    }
    Section section = environment.section(TARGETS).knowing(KEYS);
    TargetsSettings settings =
        new TargetsSettings(
            new TargetsSettings.Origin(
                section.problems().shownFile(),
                section.path(),
                section.line("environment"),
                section.line("at-most"),
                written(environment).filter(OF_THE_JOB.asPredicate()).isPresent()),
            source(section),
            templates(section),
            number(section, "per-task", 1),
            number(section, "parallel", USUAL_PARALLEL),
            atMost(section),
            waves(section));
    if (section.isOfThisJob()
        && settings.source() instanceof TargetSource.InSettings listed
        && !listed.rows().isEmpty()) {
      TargetList.of(settings, listed.rows(), section.problems());
    }
    return Optional.of(settings);
  }

  /**
   * Reads what the policy of a runner's host says: it runs no program, and a file of the repository
   * is one of others.
   */
  public static Optional<TargetsSettings> ofPolicy(Section task, boolean runsFlyway) {
    Optional<TargetsSettings> settings = read(task, runsFlyway);
    if (settings.map(TargetsSettings::source).orElse(null) instanceof TargetSource.OfCommand) {
      task.section(TARGETS)
          .complain(
              "from",
              "a command has no place in a policy: a sealed runner runs no program; write the list"
                  + " here, or name a file of the repository");
    }
    return settings.map(TargetsSettings::writtenByOthers);
  }

  /**
   * What decides of the databases what they are, as it is written, in one form for each content.
   *
   * @return empty if the environment has no targets
   */
  public static Optional<String> written(Section environment) {
    Section section = environment.section(TARGETS);
    return section.keys().isEmpty()
        ? Optional.empty()
        : Optional.of(
            section.written("from").orElse("") + " " + section.written("environment").orElse(""));
  }

  private static TargetSource source(Section section) {
    if (section.isList("from")) {
      TargetRows rows = TargetRows.inSettings(section.problems(), section.path() + ".from");
      List<Section> list = section.sections("from");
      for (Section target : list) {
        Map<String, String> values = new LinkedHashMap<>();
        target
            .keys()
            .forEach(
                key ->
                    target
                        .optional(key, Constraint.ANYTHING)
                        // As it is written if only another job knows it.
                        .map(value -> value.isEmpty() ? target.plain(key).orElse("") : value)
                        .ifPresent(value -> values.put(key, value)));
        boolean isNamed = !values.getOrDefault(TargetRow.NAME, "").contains("${");
        if (isNamed || section.isOfThisJob()) {
          rows.add(target.line(), values);
        }
      }
      if (section.written("from").filter(NO_ITEM::equals).isPresent()) {
        section.complain("from", "the list is empty");
      }
      return new TargetSource.InSettings(rows.rows());
    }
    if (section.isSection("from")) {
      Section from = section.section("from").knowing(Set.of("command"));
      List<String> words = from.arguments("command", List.of());
      boolean isMissing = words.isEmpty() || (from.isList("command") && words.get(0).isBlank());
      if (isMissing) {
        from.complain(
            "command", "missing; it is a program with its arguments, such as [cat, FILE]");
      }
      return new TargetSource.OfCommand(words);
    }
    return new TargetSource.InFile(
        section.required(
            "from",
            Constraint.RELATIVE_PATH,
            "a YAML, JSON or CSV file of the repository, a list, or {command: [PROGRAM, …]}"),
        false);
  }

  private static Map<String, FieldTemplate> templates(Section section) {
    Map<String, FieldTemplate> templates = section.templates("environment", VARIABLE, NAMESPACE);
    if (templates.isEmpty()) {
      section.complain(
          "environment",
          "missing; it is what makes the databases different, such as {FLYWAY_URL:"
              + " \"jdbc:postgresql://${target.host}/${target.name}\"}");
    }
    return templates;
  }

  private static int number(Section section, String key, int fallback) {
    return section
        .optional(key, NUMBER)
        .filter(text -> !text.isEmpty())
        .map(Integer::valueOf)
        .orElse(fallback);
  }

  private static Map<String, Integer> atMost(Section section) {
    Map<String, Integer> atMost = new HashMap<>();
    Section fields = section.section("at-most");
    fields.keys().forEach(field -> atMost.put(field, number(fields, field, 1)));
    return atMost;
  }

  private static List<WaveSettings> waves(Section section) {
    List<WaveSettings> waves = new ArrayList<>();
    for (Section wave : section.sections("waves")) {
      wave.knowing(OF_A_WAVE);
      Map<String, List<String>> match = new LinkedHashMap<>();
      Section fields = wave.section("match");
      fields.keys().forEach(field -> match.put(field, fields.list(field, LINE)));
      waves.add(
          new WaveSettings(
              wave.line(),
              wave.required("name", WAVE, "what the output calls it"),
              match,
              wave.optional("failures", FAILURES)
                  .filter(text -> !text.isEmpty())
                  .map(FailureBudget::parse)
                  .orElse(FailureBudget.NONE)));
    }
    return waves;
  }
}
