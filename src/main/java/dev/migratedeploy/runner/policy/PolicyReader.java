package dev.migratedeploy.runner.policy;

import dev.migratedeploy.aws.ecs.EnvironmentSection;
import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.config.Constraint;
import dev.migratedeploy.config.Section;
import dev.migratedeploy.image.ImageSection;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.image.ObserverSection;
import dev.migratedeploy.image.ObserverSettings;
import dev.migratedeploy.notify.NotifySection;
import dev.migratedeploy.project.SettingsFile;
import dev.migratedeploy.runner.checkout.CheckoutLimits;
import dev.migratedeploy.runner.policy.EnvironmentRule.Fixed;
import dev.migratedeploy.runner.policy.EnvironmentRule.Limits;
import dev.migratedeploy.runner.policy.EnvironmentRule.ProjectFiles;
import dev.migratedeploy.support.Defaults;
import dev.migratedeploy.support.Durations;
import dev.migratedeploy.targets.TargetsSection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the policy's sections. A rule that is not written down is the careful one. */
final class PolicyReader {
  private static final Set<String> KEYS = Set.of("gitlab", "issuer", "audience", "projects");
  private static final Set<String> PROJECT_KEYS = Set.of("id", "environments");
  private static final Set<String> ENVIRONMENT_KEYS =
      Set.of(
          "branches",
          "tags",
          "protected-only",
          "token",
          "protected-environment",
          "jobs",
          "commands",
          "arguments",
          "suffixes",
          "flyway-configuration",
          "settings-files",
          "variables",
          "limits",
          "windows",
          "notify",
          "image",
          "task");
  private static final Set<String> LIMIT_KEYS = Set.of("files", "kilobytes", "timeout");

  /** HTTPS; plain HTTP to this machine only. */
  private static final Constraint GITLAB =
      Constraint.matching(
          "(?:https://[A-Za-z0-9.-]+|http://(?:localhost|127(?:\\.\\d{1,3}){3}))(?::\\d{1,5})?"
              + "(?:/[A-Za-z0-9_.-]+)*",
          "GitLab's external URL such as https://gitlab.example.com, without a slash at the end");

  private static final Constraint ISSUER =
      Constraint.matching(
          "https?://[A-Za-z0-9._~:/-]+", "the iss of ID tokens, if it is not GitLab's address");

  /** What GitLab takes for the name of an environment. */
  private static final Constraint ENVIRONMENT =
      Constraint.matching(
          "(?!/)[A-Za-z0-9_/${}. -]{1,255}(?<!/)",
          "a name that GitLab takes: at most 255 letters, digits, blanks, - _ . $ { } and /, the"
              + " last neither first nor last");

  private static final Constraint NUMBER =
      Constraint.matching("[1-9]\\d{0,7}", "a number of 1 to 99999999");
  private static final Constraint PROJECT_ID =
      Constraint.matching("[1-9]\\d{0,17}", "a project's number");
  private static final Constraint TOKEN =
      Constraint.matching("required|optional", "required or optional");
  private static final Constraint TRUE_OR_FALSE =
      Constraint.matching("true|false", "true or false");
  private static final Constraint LINE = Constraint.matching("[^\\p{Cntrl}]+", "one line");
  private static final Constraint SUFFIX =
      Constraint.matching("\\.[A-Za-z0-9.]*[A-Za-z0-9]", "the end of a name such as .sql");

  /** Each part a name of its own, so that a job's wish can be compared letter by letter. */
  private static final Constraint SETTINGS_FILE =
      Constraint.matching(
          "(?!(?:.*/)?\\.{1,2}(?:/|$))[^/\\\\\\p{Cntrl}]+(?:/[^/\\\\\\p{Cntrl}]+)*",
          "a path in the repository such as " + Defaults.SETTINGS_FILE);

  private static final Constraint VARIABLE =
      Constraint.matching("[A-Za-z_][A-Za-z0-9_]*", "a variable's name");

  private PolicyReader() {}

  static Policy read(Section top) {
    top.knowing(KEYS);
    String gitLab = top.required("gitlab", GITLAB, "the only GitLab whose jobs are taken");
    String audience =
        top.required("audience", Constraint.WORD, "the aud of ID tokens for this runner");
    String issuer = top.optional("issuer", ISSUER).orElse(gitLab);
    Section projects = top.section("projects");
    List<ProjectRule> rules = new ArrayList<>();
    for (String name : projects.keys()) {
      ProjectSelector.RULE
          .expected(name)
          .ifPresentOrElse(
              what -> projects.complain(name, "expected " + what),
              () -> rules.add(project(name, projects.section(name))));
    }
    if (projects.keys().isEmpty()) {
      top.complain("projects", "no project; it holds a section for each");
    }
    rules.sort(
        (one, other) -> ProjectSelector.EXACT_FIRST.compare(one.selector(), other.selector()));
    return new Policy(URI.create(gitLab), issuer, audience, rules);
  }

  private static ProjectRule project(String name, Section section) {
    section.knowing(PROJECT_KEYS);
    ProjectSelector selector =
        new ProjectSelector(
            name,
            section.optional("id", PROJECT_ID).filter(id -> !id.isEmpty()).map(Long::valueOf));
    if (selector.id().isPresent() && !name.matches(".*[^\\d*]")) {
      section.complain("id", "belongs to a single project's path");
    }
    Section environments = section.section("environments");
    Map<String, EnvironmentRule> rules = new LinkedHashMap<>();
    for (String environment : environments.keys()) {
      ENVIRONMENT
          .expected(environment)
          .ifPresent(what -> environments.complain(environment, "expected " + what));
      rules.put(environment, environment(environment, environments.section(environment)));
    }
    if (rules.isEmpty()) {
      section.complain("environments", "no environment; it holds a section for each");
    }
    return new ProjectRule(selector, rules);
  }

  private static EnvironmentRule environment(String name, Section section) {
    section.knowing(ENVIRONMENT_KEYS);
    Section limits = section.section("limits").knowing(LIMIT_KEYS);
    Commands commands =
        new Commands(
            listOr(section, "commands", Commands.COMMAND, List.of("migrate")),
            section.list("arguments", Commands.ARGUMENT));
    Section image = section.section("image");
    ImageSettings itsImage = ImageSection.read(image);
    if (!itsImage.files().isEmpty()) {
      image.complain("files", "has no place in a policy; put what is always needed into the base");
    }
    Section task = section.section("task");
    EnvironmentSettings itsTask = EnvironmentSection.read(name, task, SettingsFile.BESIDE_THE_TASK);
    TargetsSection.ofPolicy(task, itsImage.runsFlyway());
    ObserverSettings observer = ObserverSection.read(task, Optional.empty(), itsImage.runsFlyway());
    commands.objectionTo(itsTask.command()).ifPresent(what -> task.complain("command", what));
    Duration longest =
        limits
            .optional("timeout", Constraint.DURATION)
            .flatMap(Durations::parse)
            .orElse(Defaults.TIMEOUT);
    if (itsTask.timeout().filter(own -> own.compareTo(longest) > 0).isPresent()) {
      task.complain("timeout", "is longer than limits.timeout");
    }
    return new EnvironmentRule(
        name,
        conditions(section),
        commands,
        new Limits(
            new CheckoutLimits(
                number(limits, "files", 1_000),
                number(limits, "kilobytes", 10_240) * 1024L,
                Set.copyOf(listOr(section, "suffixes", SUFFIX, List.of(".sql", ".sql.conf")))),
            longest,
            new DeployWindows(DeployWindow.all(section))),
        new ProjectFiles(
            is(section, "flyway-configuration", false),
            settingsFiles(section),
            section.texts("variables", VARIABLE, Constraint.ANYTHING),
            NotifySection.read(section, List.of())),
        new Fixed<>(itsImage.observedBy(observer), image),
        new Fixed<>(itsTask, task));
  }

  private static Conditions conditions(Section section) {
    Conditions conditions =
        new Conditions(
            RefPattern.all(section.list("branches", RefPattern.RULE)),
            RefPattern.all(section.list("tags", RefPattern.RULE)),
            is(section, "protected-only", true),
            section.optional("token", TOKEN).orElse("required").equals("required"),
            is(section, "protected-environment", false),
            section.list("jobs", LINE));
    if (conditions.branches().isEmpty() && conditions.tags().isEmpty()) {
      section.complain("branches", "missing, as are tags; name those that may deploy");
    }
    if (conditions.protectedEnvironment() && !conditions.tokenRequired()) {
      section.complain("protected-environment", "only a token says it; leave token: required");
    }
    return conditions;
  }

  private static List<String> settingsFiles(Section section) {
    List<String> files = section.list("settings-files", SETTINGS_FILE);
    if (files.isEmpty() && section.keys().contains("settings-files")) {
      section.complain("settings-files", "names no file; leave the key out to allow any file");
    }
    return files;
  }

  private static boolean is(Section section, String key, boolean fallback) {
    return section.optional(key, TRUE_OR_FALSE).orElse(Boolean.toString(fallback)).equals("true");
  }

  private static int number(Section section, String key, int fallback) {
    Optional<String> number = section.optional(key, NUMBER).filter(text -> !text.isEmpty());
    return number.map(Integer::valueOf).orElse(fallback);
  }

  private static List<String> listOr(
      Section section, String key, Constraint rule, List<String> fallback) {
    List<String> list = section.list(key, rule);
    return list.isEmpty() ? fallback : list;
  }
}
