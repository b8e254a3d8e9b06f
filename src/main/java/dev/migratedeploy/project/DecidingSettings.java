package dev.migratedeploy.project;

import dev.migratedeploy.changes.ConfigurationChange;
import dev.migratedeploy.changes.ConfigurationChange.Aspect;
import dev.migratedeploy.config.ConfigProblems;
import dev.migratedeploy.config.ReadContext;
import dev.migratedeploy.config.Section;
import dev.migratedeploy.config.YamlDocument;
import dev.migratedeploy.config.YamlFile;
import dev.migratedeploy.support.Defaults;
import dev.migratedeploy.targets.TargetChanges;
import dev.migratedeploy.targets.TargetsSection;
import dev.migratedeploy.targets.TargetsSettings;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a settings file decides what runs in an environment's task, as it is written there: an
 * earlier job's variables are not known, so a placeholder is equal to itself and to nothing else.
 */
public final class DecidingSettings {
  private final Map<Aspect, String> written;
  private final Optional<TargetsSettings> targets;

  private DecidingSettings(Map<Aspect, String> written, Optional<TargetsSettings> targets) {
    this.written = written;
    this.targets = targets;
  }

  /**
   * Compares two settings files.
   *
   * @return empty if one of them cannot be read: no YAML, unknown keys, values of another kind
   */
  public static Optional<List<ConfigurationChange>> changes(
      String earlier, String now, String environment) {
    try {
      return Optional.of(read(now, environment).since(read(earlier, environment)));
    } catch (RefusedException unreadable) {
      return Optional.empty();
    }
  }

  private static DecidingSettings read(String text, String environment) {
    YamlFile source = YamlFile.settings(Path.of("settings"), "the settings");
    ReadContext scope =
        new ReadContext(new ConfigProblems(source), Map.of()).ofAnotherEnvironment();
    Section top = Section.of(scope, YamlDocument.read(source, text));
    CommonSettings common = SettingsFile.common(scope, top);
    Section image = top.section("image");
    Section itself = top.section("environments").section(environment);
    Map<Aspect, String> written = new EnumMap<>(Aspect.class);
    written.put(Aspect.BASE, image.written("base").orElse(""));
    written.put(Aspect.ENTRYPOINT, asList(image.written("entrypoint").orElse("flyway")));
    written.put(
        Aspect.SCRIPTS_PATH, image.written("scripts-path").orElse(Defaults.SCRIPTS_IN_IMAGE));
    written.put(Aspect.FILES, image.written("files").orElse("{}"));
    written.put(Aspect.COMMAND, asList(itself.written("command").orElse("migrate")));
    written.put(Aspect.TARGETS, TargetsSection.written(itself).orElse(""));
    return new DecidingSettings(written, Optional.ofNullable(common.targets().get(environment)));
  }

  private List<ConfigurationChange> since(DecidingSettings earlier) {
    List<ConfigurationChange> changes = new ArrayList<>();
    written.forEach(
        (aspect, now) -> {
          String before = earlier.written.getOrDefault(aspect, "");
          if (!before.equals(now)) {
            changes.add(
                aspect == Aspect.TARGETS
                    ? ConfigurationChange.of(
                        aspect, TargetChanges.between(earlier.targets, targets))
                    : change(aspect, before, now));
          }
        });
    return changes;
  }

  private static ConfigurationChange change(Aspect aspect, String before, String now) {
    String name = aspect == Aspect.FILES ? "image.files" : aspect.key();
    // An argument may hold what nobody is to read, and a list of files is long.
    return aspect == Aspect.BASE || aspect == Aspect.SCRIPTS_PATH
        ? new ConfigurationChange(aspect, name, Optional.of(before), Optional.of(now))
        : ConfigurationChange.of(aspect, name);
  }

  private static String asList(String written) {
    return written.startsWith("[") ? written : "[" + written + "]";
  }
}
