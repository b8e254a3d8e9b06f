package dev.migratedeploy.runner.policy;

import dev.migratedeploy.aws.ecs.EnvironmentSection;
import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.config.Section;
import dev.migratedeploy.findings.FindingsSection;
import dev.migratedeploy.findings.FindingsSettings;
import dev.migratedeploy.flyway.rehearsal.RehearseSection;
import dev.migratedeploy.image.ImageSection;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.image.ObserverSection;
import dev.migratedeploy.image.ObserverSettings;
import dev.migratedeploy.notify.NotifySection;
import dev.migratedeploy.project.SettingsFile;
import dev.migratedeploy.targets.TargetsSection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a project's own settings file may choose, and nothing else of it.
 *
 * @param scripts the folder of the scripts
 * @param command empty if the policy's own counts
 * @param timeout empty if the policy's own counts
 */
record RepositorySettings(
    String scripts,
    FindingsSettings findings,
    Optional<List<String>> command,
    Optional<Duration> timeout) {
  private static final Set<String> KEYS =
      Set.of(
          "scripts",
          "image",
          "findings",
          ObserverSection.OBSERVER,
          RehearseSection.REHEARSE,
          NotifySection.NOTIFY,
          "environments");
  private static final String FIXED =
      "the runner's policy fixes it, and not to this; leave the key out";

  /**
   * Reads the file as if each key that it leaves out had the policy's value: what then differs is
   * what it wants to be different. Other environments of the file are not looked at.
   */
  static RepositorySettings read(Section top, EnvironmentRule rule) {
    top.knowing(KEYS);
    Section image = top.section("image");
    compare(image, ImageSection.read(image.over(rule.image().section())), rule.image().settings());
    Section task = top.section("environments").section(rule.name());
    EnvironmentSettings wished =
        EnvironmentSection.read(
            rule.name(),
            task.over(rule.task().section()),
            SettingsFile.BESIDE_THE_TASK_OF_A_PROJECT);
    compare(task, wished, rule.task().settings());
    compare(top, task, rule);
    // Even as it is written: everybody who names other databases gets the credentials sent to them.
    task.written(TargetsSection.TARGETS)
        .ifPresent(
            wish ->
                same(
                    task,
                    TargetsSection.TARGETS,
                    wish,
                    rule.task().section().written(TargetsSection.TARGETS).orElse("")));
    if (!wished.command().equals(rule.task().settings().command())) {
      rule.commands()
          .objectionTo(wished.command())
          .ifPresent(what -> task.complain("command", what));
    }
    if (wished.timeout().filter(it -> it.compareTo(rule.limits().longestWait()) > 0).isPresent()) {
      task.complain(
          "timeout",
          "the runner's policy lets a task be waited for %d minutes at most"
              .formatted(rule.limits().longestWait().toMinutes()));
    }
    return new RepositorySettings(
        SettingsFile.scripts(top),
        FindingsSection.read(top.section("findings")),
        Optional.of(wished.command()),
        wished.timeout());
  }

  private static void compare(Section section, ImageSettings wished, ImageSettings fixed) {
    same(section, "base", wished.base(), fixed.base());
    same(section, "repository", wished.repository(), fixed.repository());
    same(section, "entrypoint", wished.entrypoint(), fixed.entrypoint());
    same(section, "scripts-path", wished.scriptsPath(), fixed.scriptsPath());
    same(section, "files", wished.files(), fixed.files());
    same(section, "compression", wished.compression(), fixed.compression());
  }

  private static void compare(
      Section section, EnvironmentSettings wished, EnvironmentSettings fixed) {
    same(section, "region", wished.region(), fixed.region());
    same(section, "role-arn", wished.roleArn(), fixed.roleArn());
    same(section, "cluster", wished.cluster(), fixed.cluster());
    same(section, "task-definition", wished.taskDefinition(), fixed.taskDefinition());
    same(section, "container", wished.container(), fixed.container());
    same(section, "subnets", wished.network().subnets(), fixed.network().subnets());
    same(
        section,
        "security-groups",
        wished.network().securityGroups(),
        fixed.network().securityGroups());
    same(
        section,
        "assign-public-ip",
        wished.network().assignPublicIp(),
        fixed.network().assignPublicIp());
    same(section, "launch-type", wished.compute().launch(), fixed.compute().launch());
    same(
        section,
        "platform-version",
        wished.compute().platformVersion(),
        fixed.compute().platformVersion());
    same(section, "protected", wished.protection().on(), fixed.protection().on());
    same(section, "allow", wished.protection().allowed(), fixed.protection().allowed());
    same(section, "tags", wished.run().tags(), fixed.run().tags());
  }

  /** What the runner's host wants to be watched, no project leaves unwatched. */
  private static void compare(Section top, Section task, EnvironmentRule rule) {
    ImageSettings image = rule.image().settings();
    Optional<Boolean> ofAll = ObserverSection.ofAll(top);
    ofAll.ifPresent(on -> same(top, ObserverSection.OBSERVER, on, image.observer().on()));
    ObserverSettings wished =
        ObserverSection.read(
            task.over(rule.task().section()),
            Optional.of(image.observer().on()),
            image.runsFlyway());
    same(task, ObserverSection.OBSERVER, wished.on(), image.observer().on());
    if (wished.on()) {
      same(task, ObserverSection.LOCKS, wished.locks(), image.observer().locks());
    }
  }

  private static void same(Section section, String key, Object wished, Object fixed) {
    if (!wished.equals(fixed)) {
      section.complain(key, FIXED);
    }
  }
}
