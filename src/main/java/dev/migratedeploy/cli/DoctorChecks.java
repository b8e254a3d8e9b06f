package dev.migratedeploy.cli;

import dev.migratedeploy.aws.AwsClients;
import dev.migratedeploy.aws.account.SignedAccountLimits;
import dev.migratedeploy.aws.ecs.EcsTasks;
import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.logs.LogGroups;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.ci.GitLabVersion;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.doctor.AwsCheck;
import dev.migratedeploy.doctor.Checklist;
import dev.migratedeploy.doctor.FleetCheck;
import dev.migratedeploy.doctor.GitLabCheck;
import dev.migratedeploy.doctor.GitLabVersionCheck;
import dev.migratedeploy.doctor.LogGroupCheck;
import dev.migratedeploy.doctor.ManyLogsCheck;
import dev.migratedeploy.doctor.MessagesCheck;
import dev.migratedeploy.doctor.PullCheck;
import dev.migratedeploy.doctor.RegistryCheck;
import dev.migratedeploy.doctor.RunningCheck;
import dev.migratedeploy.doctor.TaskCheck;
import dev.migratedeploy.gitlab.GitLabDeployments;
import dev.migratedeploy.gitlab.GitLabTokens;
import dev.migratedeploy.image.RegistryAccess;
import dev.migratedeploy.network.Network;
import dev.migratedeploy.project.Settings;
import dev.migratedeploy.project.SettingsFile;
import dev.migratedeploy.secrets.SecretVariables;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Path;
import java.time.Period;
import java.util.Optional;

/** The order of the checks, each with its adapter; what one needs of another is handed on here. */
final class DoctorChecks {
  private final CliEnvironment surroundings;
  private final DeployRequestFactory requests;
  private final AwsAdapters adapters;
  private final Checklist list;
  private final Optional<Period> expiresWithin;
  private final Path settingsFile;

  DoctorChecks(
      RootCommand root, AwsAdapters adapters, Checklist list, Optional<Period> expiresWithin) {
    this.surroundings = root.surroundings();
    this.requests = DeployRequestFactory.ofJob(root);
    this.adapters = adapters;
    this.list = list;
    this.expiresWithin = expiresWithin;
    this.settingsFile = surroundings.directory().resolve(root.options.config);
  }

  void run() {
    try {
      SecretVariables.refuseUnusable(surroundings.variables());
    } catch (RefusedException unusable) {
      // What no header can hold is not sent to see what comes of it.
      list.look("secrets", () -> refused(unusable), unused -> "");
      list.notChecked(
          "secrets",
          "settings",
          "GitLab token",
          "AWS identity",
          "registry",
          "cluster",
          "task definition",
          "log group",
          "other migration");
      return;
    }
    list.look(
        "connection",
        () -> Network.join(surroundings.variables(), surroundings.directory()),
        Network::toString);
    Optional<Settings> settings =
        list.look(
            "settings",
            requests::settings,
            found -> "can be read; environments: " + String.join(", ", found.environments()));
    settings.ifPresent(
        found ->
            new MessagesCheck(SettingsFile.receivers(settingsFile), surroundings.variables())
                .into(list, found.environment().name()));
    Optional<CiContext> ci =
        list.look(
            "variables",
            () -> CiContext.of(surroundings.variables()),
            found ->
                "those of GitLab are complete, for " + found.projectPath().orElse("this project"));
    ci.ifPresent(found -> version(found, settings));
    Optional<DeployRequest> request = settings.flatMap(found -> scripts(found, ci));
    ci.ifPresentOrElse(
        found -> gitLab(found, settings), () -> list.notChecked("variables", "GitLab token"));
    settings.ifPresentOrElse(
        found -> cloud(found, ci, request),
        () ->
            list.notChecked(
                "settings", "AWS identity", "registry", "cluster", "task definition", "log group"));
  }

  private static Void refused(RefusedException why) {
    throw why;
  }

  /** A person's shell has no such variable. */
  private void version(CiContext ci, Optional<Settings> settings) {
    boolean trustsByToken =
        ci.idToken().isPresent()
            && settings.flatMap(found -> found.environment().roleArn()).isPresent();
    GitLabVersion.of(surroundings.variables())
        .ifPresent(version -> new GitLabVersionCheck(ci, trustsByToken).into(list, version));
  }

  private Optional<DeployRequest> scripts(Settings settings, Optional<CiContext> ci) {
    if (settings.targets().isPresent()
        && list.look("targets", () -> requests.targets(settings), DoctorChecks::words).isEmpty()) {
      list.notChecked("targets", "scripts");
      return Optional.empty();
    }
    return list.look(
        "scripts",
        () -> requests.withScripts(settings, known(ci)),
        request -> request.scripts().scripts().size() + " in " + settings.scripts());
  }

  private static String words(Targets targets) {
    return HumanReadable.count(targets.all().size(), "database")
        + " in "
        + HumanReadable.count(targets.waves().size(), "wave");
  }

  private void gitLab(CiContext ci, Optional<Settings> settings) {
    GitLabCheck check =
        new GitLabCheck(
            ci,
            new GitLabTokens(ci, surroundings.ticker()),
            new GitLabDeployments(ci, surroundings.ticker()),
            surroundings.ticker().now(),
            expiresWithin);
    check.token(list);
    settings.ifPresent(
        found ->
            check.reading(
                list, found.environment().name(), surroundings.inRepository(found.scripts())));
  }

  private void cloud(Settings settings, Optional<CiContext> ci, Optional<DeployRequest> request) {
    AwsClients aws = adapters.clients(settings, known(ci));
    boolean known = new AwsCheck(settings.environment(), known(ci), aws::identity).into(list);
    Optional<RegistryAccess> registry =
        new RegistryCheck(settings.image(), () -> adapters.access(aws, settings.image()))
            .into(list);
    if (known) {
      task(settings, ci, aws)
          .ifPresent(
              template -> {
                pull(settings, request, template, registry);
                fleet(settings, request, template, aws);
              });
    } else {
      list.notChecked(
          settings.environment().roleArn().isPresent() ? "role" : "AWS identity",
          "cluster",
          "task definition",
          "log group",
          "other migration",
          "pull");
    }
  }

  private void pull(
      Settings settings,
      Optional<DeployRequest> request,
      TaskTemplate template,
      Optional<RegistryAccess> registry) {
    if (registry.isEmpty() || request.isEmpty()) {
      list.notChecked(registry.isEmpty() ? "base image" : "scripts", "pull");
      return;
    }
    new PullCheck(settings.image(), registry.get()).into(list, request.get().image(template));
  }

  private Optional<TaskTemplate> task(Settings settings, Optional<CiContext> ci, AwsClients aws) {
    EcsTasks ecs = adapters.ecs(aws);
    TaskCheck check = new TaskCheck(settings.environment(), settings.image(), ecs);
    boolean cluster = check.cluster(list);
    Optional<TaskTemplate> template = check.template(list);
    template.ifPresentOrElse(
        found -> log(found, aws), () -> list.notChecked("container", "log group", "pull"));
    if (ci.isEmpty()) {
      // Tasks are found by the project's name.
      list.notChecked("variables", "other migration");
    } else if (cluster && template.isPresent()) {
      new RunningCheck(settings.environment(), ci.orElseThrow(), ecs)
          .into(list, template.orElseThrow());
    } else {
      list.notChecked(cluster ? "container" : "cluster", "other migration");
    }
    return template;
  }

  /** Says nothing of an environment that is one database. */
  private void fleet(
      Settings settings, Optional<DeployRequest> request, TaskTemplate template, AwsClients aws) {
    if (settings.targets().isEmpty()) {
      return;
    }
    request.ifPresentOrElse(
        found -> new FleetCheck(found, template, new SignedAccountLimits(aws)).into(list),
        () -> list.notChecked("targets and scripts", FleetCheck.preconditions()));
    if (template.log() instanceof LogDestination.CloudWatch) {
      new ManyLogsCheck(adapters.manyLogs(aws, template.log()))
          .into(list, template, settings.environment().cluster());
    }
  }

  /** AWS can be asked by hand too, where GitLab's variables are missing. */
  private CiContext known(Optional<CiContext> ci) {
    return ci.orElseGet(() -> CiContext.where(surroundings.variables()));
  }

  private void log(TaskTemplate template, AwsClients aws) {
    if (template.log() instanceof LogDestination.CloudWatch log) {
      new LogGroupCheck(
              template.createsLogGroup(), it -> new LogGroups(adapters.logs(aws, it)).look(it))
          .into(list, log);
    }
  }
}
