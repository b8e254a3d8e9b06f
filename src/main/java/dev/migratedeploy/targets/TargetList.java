package dev.migratedeploy.targets;

import dev.migratedeploy.config.ConfigProblems;
import dev.migratedeploy.config.YamlDocument;
import dev.migratedeploy.config.YamlFile;
import dev.migratedeploy.support.FileNames;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The databases of an environment, with their waves and variables. */
public final class TargetList {
  private static final String KEYS = "targets, each with name: and fields of its own";

  /** A job's log has room for other things, too. */
  static final int MOST_PROBLEMS = 100;

  private TargetList() {}

  /**
   * Reads the list and fills in the templates.
   *
   * @param directory the project's
   * @param variables what a program that prints the list gets
   * @param globs which of them are meant; empty: all
   * @throws dev.migratedeploy.verdict.RefusedException with every problem at once
   */
  public static Targets resolve(
      TargetsSettings settings,
      Path directory,
      Map<String, String> variables,
      Optional<String> globs) {
    return resolve(settings, directory, TargetCommand.ofJob(variables, directory), globs);
  }

  static Targets resolve(
      TargetsSettings settings, Path directory, TargetCommand command, Optional<String> globs) {
    YamlFile file = file(settings, directory);
    ConfigProblems problems = new ConfigProblems(file);
    Targets targets = of(settings, rows(settings.source(), file, command, problems), problems);
    problems.refuseIfAny(MOST_PROBLEMS);
    return globs.map(text -> TargetGlob.of(targets, text)).orElse(targets);
  }

  private static List<TargetRow> rows(
      TargetSource source, YamlFile file, TargetCommand command, ConfigProblems problems) {
    if (source instanceof TargetSource.InSettings listed) {
      return listed.rows();
    }
    return TargetFile.read(
        file,
        source instanceof TargetSource.OfCommand program
            ? command.output(program.words())
            : YamlDocument.text(file),
        source instanceof TargetSource.InFile known && known.isOfOthers(),
        problems);
  }

  private static YamlFile file(TargetsSettings settings, Path directory) {
    if (settings.source() instanceof TargetSource.OfCommand command) {
      return new YamlFile(
          directory,
          "output of " + command.words().get(0),
          "the targets in the",
          true,
          KEYS,
          "correct the program, or targets.from.command in the settings");
    }
    String shown = settings.file().orElse(settings.origin().file());
    return new YamlFile(
        FileNames.resolve(directory, shown),
        shown,
        "the targets",
        true,
        KEYS,
        "correct the file, or targets.from in the settings");
  }

  /** What the rows come to; what is wrong with them or the waves becomes a problem. */
  static Targets of(TargetsSettings settings, List<TargetRow> rows, ConfigProblems problems) {
    TargetProblems found = new TargetProblems(settings, rows, problems);
    TargetVariables variables = new TargetVariables(settings, rows, found);
    Map<TargetRow, Target> targets = new LinkedHashMap<>();
    for (TargetRow row : rows) {
      targets.put(row, new Target(row.name(), row.fields(), variables.of(row)));
    }
    checkAtMost(settings, rows, found);
    WavePlan plan = WavePlan.of(settings, targets, found);
    found.end();
    return new Targets(
        plan.waves(),
        settings.perTask(),
        settings.parallel(),
        settings.atMost(),
        false,
        new ListOrigin(
            ListOrigin.hashOf(plan.waves()), settings.file(), settings.isInFiles(), plan.notes()));
  }

  /** One without the field would not be counted. */
  private static void checkAtMost(
      TargetsSettings settings, List<TargetRow> rows, TargetProblems problems) {
    for (String field : settings.atMost().keySet()) {
      if (problems.isKnown(field, settings.origin().atMost(), "at-most." + field)) {
        rows.stream()
            .filter(row -> row.value(field).isEmpty())
            .forEach(
                row ->
                    problems.of(
                        row, "no field %s, which at-most.%s counts".formatted(field, field)));
      }
    }
  }
}
