package dev.migratedeploy.project;

import dev.migratedeploy.aws.ecs.EnvironmentSection;
import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.config.ConfigProblems;
import dev.migratedeploy.config.ConfigValue;
import dev.migratedeploy.config.Constraint;
import dev.migratedeploy.config.ReadContext;
import dev.migratedeploy.config.Section;
import dev.migratedeploy.config.Suggestion;
import dev.migratedeploy.config.YamlDocument;
import dev.migratedeploy.config.YamlFile;
import dev.migratedeploy.findings.FindingsSection;
import dev.migratedeploy.findings.FindingsSettings;
import dev.migratedeploy.flyway.rehearsal.RehearseSection;
import dev.migratedeploy.flyway.rehearsal.RehearseSettings;
import dev.migratedeploy.image.ImageSection;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.image.ObserverSection;
import dev.migratedeploy.image.ObserverSettings;
import dev.migratedeploy.notify.NotifySection;
import dev.migratedeploy.notify.Receiver;
import dev.migratedeploy.support.Defaults;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.targets.TargetsSection;
import dev.migratedeploy.targets.TargetsSettings;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the configuration file. */
public final class SettingsFile {
  private static final Set<String> KEYS =
      Set.of(
          "scripts",
          "image",
          "findings",
          ObserverSection.OBSERVER,
          RehearseSection.REHEARSE,
          NotifySection.NOTIFY,
          "environments");

  /** What of an environment's section is not about its task. */
  public static final Set<String> BESIDE_THE_TASK =
      Stream.concat(ObserverSection.KEYS.stream(), Stream.of(TargetsSection.TARGETS))
          .collect(Collectors.toSet());

  /** The same in a project's own file: a policy has nothing to say about rehearsals. */
  public static final Set<String> BESIDE_THE_TASK_OF_A_PROJECT =
      Stream.concat(BESIDE_THE_TASK.stream(), Stream.of(RehearseSection.REHEARSE))
          .collect(Collectors.toSet());

  private static final String NO_ENVIRONMENT = "no environment; it holds a section for each";

  private SettingsFile() {}

  /**
   * Reads and checks a whole file for what concerns all environments. Variables that only the jobs
   * of one of them have may be missing.
   *
   * @throws dev.migratedeploy.verdict.RefusedException with every problem of the file at once
   */
  public static CommonSettings common(Path file, Map<String, String> variables) {
    YamlFile source = YamlFile.settings(file, FileNames.text(file));
    ReadContext scope = new ReadContext(new ConfigProblems(source), variables);
    return common(scope, Section.of(scope, YamlDocument.read(source)));
  }

  static CommonSettings common(ReadContext scope, Section whole) {
    ReadContext ofAnyJob = scope.ofAnotherEnvironment();
    Section top = whole.knowing(KEYS);
    String scripts = scripts(top);
    ImageSettings image = ImageSection.read(top.section(ofAnyJob, "image"));
    Section environments = top.section(ofAnyJob, "environments");
    List<String> names = names(environments);
    NotifySection.read(top, names);
    Optional<Boolean> observer = ObserverSection.ofAll(top);
    Map<String, TargetsSettings> targets = new HashMap<>();
    for (String name : names) {
      Section section = environments.section(ofAnyJob, name);
      EnvironmentSection.read(name, section, BESIDE_THE_TASK_OF_A_PROJECT);
      RehearseSection.read(top, section, ofAnyJob);
      ObserverSection.read(section, observer, image.runsFlyway());
      TargetsSection.read(section, image.runsFlyway()).ifPresent(its -> targets.put(name, its));
    }
    if (names.isEmpty()) {
      top.complain("environments", NO_ENVIRONMENT);
    }
    scope.findings().refuseIfAny();
    return new CommonSettings(scripts, image, names, targets);
  }

  /**
   * Reads and checks a whole file.
   *
   * @param environment the name of the environment to deploy to
   * @param variables what placeholders are replaced from; their values are never shown
   * @throws dev.migratedeploy.verdict.RefusedException with every problem of the file at once
   */
  public static Settings read(Path file, String environment, Map<String, String> variables) {
    return read(file, environment, variables, false);
  }

  /**
   * The same for a rehearsal, which may run without protected variables: those of the task and the
   * image may be missing.
   */
  public static Settings forRehearsal(
      Path file, String environment, Map<String, String> variables) {
    return read(file, environment, variables, true);
  }

  private static Settings read(
      Path file, String environment, Map<String, String> variables, boolean rehearsing) {
    YamlFile source = YamlFile.settings(file, FileNames.text(file));
    ReadContext scope = new ReadContext(new ConfigProblems(source), variables);
    ReadContext ofOtherJobs = scope.ofAnotherEnvironment();
    ReadContext ofTask = rehearsing ? ofOtherJobs : scope;
    ReadContext ofRehearsal = rehearsing ? scope : ofOtherJobs;
    Section top = Section.of(scope, YamlDocument.read(source)).knowing(KEYS);
    String scripts = scripts(top);
    ImageSettings image = ImageSection.read(top.section(ofTask, "image"));
    FindingsSettings scriptFindings = FindingsSection.read(top.section("findings"));

    Section environments = top.section("environments");
    List<String> names = names(environments);
    NotifySection.read(top, names);
    Optional<Boolean> observerOfAll = ObserverSection.ofAll(top);
    Optional<EnvironmentSettings> chosen = Optional.empty();
    RehearseSettings rehearse = RehearseSettings.NONE;
    ObserverSettings observer = ObserverSettings.OFF;
    Optional<TargetsSettings> targets = Optional.empty();
    for (String name : names) {
      boolean isChosen = name.equals(environment);
      ReadContext itsScope = isChosen ? ofTask : ofOtherJobs;
      Section section = environments.section(itsScope, name);
      EnvironmentSettings read =
          EnvironmentSection.read(name, section, BESIDE_THE_TASK_OF_A_PROJECT);
      RehearseSettings itsRehearse =
          RehearseSection.read(top, section, isChosen ? ofRehearsal : ofOtherJobs);
      Optional<TargetsSettings> itsTargets = TargetsSection.read(section, image.runsFlyway());
      ObserverSettings itsObserver =
          ObserverSection.read(section, observerOfAll, image.runsFlyway());
      if (isChosen) {
        chosen = Optional.of(read);
        observer = itsObserver;
        targets = itsTargets;
        rehearse = itsRehearse;
      }
    }
    if (names.isEmpty()) {
      top.complain("environments", NO_ENVIRONMENT);
    } else if (chosen.isEmpty()) {
      top.complain("environments", unknown(environment, names));
    }
    scope.findings().refuseIfAny();
    return new Settings(
        scripts,
        image.observedBy(observer),
        scriptFindings,
        chosen.orElseThrow(),
        targets,
        rehearse,
        names);
  }

  /**
   * Who is told of a deploy, as far as the file says it: a deploy that is refused for another
   * mistake of the file is told too.
   */
  public static List<Receiver> receivers(Path file) {
    YamlFile source = YamlFile.settings(file, FileNames.text(file));
    ReadContext scope =
        new ReadContext(new ConfigProblems(source), Map.of()).ofAnotherEnvironment();
    try {
      Section top = Section.of(scope, YamlDocument.read(source));
      return NotifySection.read(top, names(top.section("environments")));
    } catch (RefusedException unreadable) {
      return List.of();
    }
  }

  /** The folder of the scripts, without a slash at the end. */
  public static String scripts(Section top) {
    return top.optional("scripts", Constraint.RELATIVE_PATH)
        .map(path -> FileNames.text(FileNames.path(path).normalize()))
        .orElse(Defaults.SCRIPTS);
  }

  private static List<String> names(Section environments) {
    return environments.keys().stream().filter(name -> !name.startsWith(".")).toList();
  }

  private static String unknown(String environment, List<String> names) {
    return "there is no %s, only %s; --env NAME chooses one%s"
        .formatted(
            ConfigValue.quoted(environment),
            String.join(", ", names),
            Suggestion.question(environment, names));
  }
}
