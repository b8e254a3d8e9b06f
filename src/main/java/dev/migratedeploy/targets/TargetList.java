package dev.migratedeploy.targets;

import dev.migratedeploy.config.ConfigProblems;
import dev.migratedeploy.config.FieldTemplate;
import dev.migratedeploy.config.YamlFile;
import dev.migratedeploy.support.FileNames;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The databases of an environment, with their waves and variables. */
public final class TargetList {
  private TargetList() {}

  /**
   * Reads the list and fills in the templates.
   *
   * @param directory the project's
   * @param glob which of them are meant; empty: all
   * @throws dev.migratedeploy.verdict.RefusedException with every problem at once
   */
  public static Targets resolve(
      TargetsSettings settings,
      Path directory,
      Map<String, String> variables,
      Optional<String> glob) {
    YamlFile file = file(settings, directory);
    ConfigProblems problems = new ConfigProblems(file);
    List<TargetRow> rows = rows(settings, file, problems);
    problems.refuseIfAny();
    Targets targets = of(settings, rows, problems);
    problems.refuseIfAny();
    return targets;
  }

  private static List<TargetRow> rows(
      TargetsSettings settings, YamlFile file, ConfigProblems problems) {
    if (settings.source() instanceof TargetSource.InSettings listed) {
      return listed.rows();
    }
    return TargetFile.read(file, problems);
  }

  private static YamlFile file(TargetsSettings settings, Path directory) {
    String shown =
        settings.source() instanceof TargetSource.InFile file
            ? file.path()
            : settings.origin().file();
    return new YamlFile(
        FileNames.resolve(directory, shown),
        shown,
        "the targets",
        true,
        "targets, each with name: and fields of its own",
        "correct targets.from in the settings, or the file");
  }

  /** What the rows come to; what is wrong with them or the waves becomes a problem. */
  static Targets of(TargetsSettings settings, List<TargetRow> rows, ConfigProblems problems) {
    Map<TargetRow, Target> targets = new LinkedHashMap<>();
    for (TargetRow row : rows) {
      Map<String, String> variables = new LinkedHashMap<>();
      settings
          .environment()
          .forEach(
              (name, template) -> {
                FieldTemplate.Filled filled = template.fill(row.withName());
                for (String field : filled.missing()) {
                  problems.add(
                      row.line(),
                      row.name(),
                      "no field %s, which environment.%s needs".formatted(field, name));
                }
                filled.text().ifPresent(text -> variables.put(name, text));
              });
      targets.put(row, new Target(row.name(), row.fields(), variables));
    }
    return new Targets(
        WavePlan.of(settings, targets, problems),
        settings.perTask(),
        settings.parallel(),
        settings.atMost(),
        false);
  }
}
