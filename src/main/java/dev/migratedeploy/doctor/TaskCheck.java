package dev.migratedeploy.doctor;

import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.aws.ecs.Launch;
import dev.migratedeploy.aws.ecs.TaskDefinitionSnapshot;
import dev.migratedeploy.aws.ecs.TaskParts;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.deploy.request.ProtectedEnvironment;
import dev.migratedeploy.deploy.request.TemplateEntryPoint;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.verdict.Problem;
import java.util.List;
import java.util.Optional;

/** The cluster, and what the template makes of a task. */
public record TaskCheck(EnvironmentSettings environment, ImageSettings image, TaskParts parts) {
  private static final String DEFINITION = "task definition";
  private static final String CONTAINER = "container";
  private static final String NETWORK = "network";
  private static final String LOG_DRIVER = "log driver";
  private static final String PROVIDER = "capacity";

  /** Looks whether the cluster is there. */
  public boolean cluster(Checklist list) {
    return list.look(
            "cluster",
            () -> {
              parts.requireCluster(environment.cluster());
              return environment.cluster();
            },
            cluster -> cluster + " is there")
        .isPresent();
  }

  /**
   * Looks at the template and at what is in it.
   *
   * @return the template, if it has a migration container
   */
  public Optional<TaskTemplate> template(Checklist list) {
    Optional<TaskDefinitionSnapshot> definition =
        list.find(DEFINITION, () -> parts.definition(environment.taskDefinition()));
    definition.ifPresent(found -> launch(list, found));
    Optional<TaskTemplate> template =
        definition.flatMap(
            found ->
                list.look(
                    CONTAINER,
                    () -> found.template(environment.container()),
                    it -> it.container() + " migrates"));
    if (definition.isEmpty()) {
      list.notChecked(DEFINITION, CONTAINER);
    }
    capacityProvider(list);
    template.ifPresentOrElse(
        found -> {
          entryPoint(list, found);
          essential(list, found);
          network(list, found);
          logDriver(list, found);
          protection(list, found);
          new CredentialCheck(found).into(list);
        },
        () -> list.notChecked(CONTAINER, NETWORK, LOG_DRIVER, CredentialCheck.SECRETS));
    return template;
  }

  private void launch(Checklist list, TaskDefinitionSnapshot definition) {
    String type = launchType();
    if (!definition.runsOn(type)) {
      list.error(
          DEFINITION,
          Problem.of(
              definition.name() + " is not fit for launch type " + type,
              "set launch-type in the settings, or register it with cpu, memory, network mode"
                  + " awsvpc and requiresCompatibilities "
                  + type));
      return;
    }
    if (definition.isInactive()) {
      list.warning(
          DEFINITION,
          definition.name()
              + " is INACTIVE: somebody has deregistered it; it still serves as the"
              + " template of each new revision",
          "let task-definition in the settings name the family without a revision");
      return;
    }
    list.ok(DEFINITION, definition.name() + " is there, the template of each new revision");
  }

  /** Says nothing of a container that has none. */
  private void entryPoint(Checklist list, TaskTemplate template) {
    if (!template.entryPoint().isEmpty()) {
      list.look(
          "entryPoint",
          () -> {
            TemplateEntryPoint.check(template, image);
            return TemplateEntryPoint.leftOut(template, image);
          },
          said -> said.orElse("is that of the image"));
    }
  }

  /** Says nothing of a container whose end ends the task. */
  private static void essential(Checklist list, TaskTemplate template) {
    if (!template.isEssential(template.container())) {
      String others = String.join(", ", template.essentialBeside());
      list.warning(
          "essential",
          template.container()
              + " is not essential: "
              + others
              + " would keep the task running after the migration; a deploy stops the task then",
          "set essential: true for "
              + template.container()
              + ", and essential: false for "
              + others
              + ", in the task definition");
    }
  }

  /** What ECS must have found the task definition fit for. */
  private String launchType() {
    if (environment.compute().launch() instanceof Launch.CapacityProvider provider) {
      return provider.name().startsWith("FARGATE") ? "FARGATE" : "EC2";
    }
    return ((Launch.LaunchType) environment.compute().launch()).name();
  }

  /** Whether the cluster has the capacity provider, where the settings name one. */
  private void capacityProvider(Checklist list) {
    if (!(environment.compute().launch() instanceof Launch.CapacityProvider provider)) {
      return;
    }
    Optional<List<String>> known = parts.capacityProviders(environment.cluster());
    if (known.isEmpty()) {
      list.ok(
          PROVIDER, provider.name() + "; not checked: this job may not call ecs:DescribeClusters");
    } else if (known.get().contains(provider.name())) {
      list.ok(PROVIDER, provider.name() + " is one of the cluster's");
    } else {
      list.error(
          PROVIDER,
          Problem.of(
              "the cluster " + environment.cluster() + " does not have " + provider.name(),
              "correct capacity-provider in the settings, or add it to the cluster (aws ecs"
                  + " put-cluster-capacity-providers); it has: "
                  + (known.get().isEmpty() ? "none" : String.join(", ", known.get()))));
    }
  }

  private void network(Checklist list, TaskTemplate template) {
    boolean fits =
        list.find(
                NETWORK,
                () -> {
                  template.requireSubnets(environment);
                  return environment.network().subnets();
                })
            .isPresent();
    if (!fits) {
      return;
    }
    if (!template.needsSubnets()) {
      list.ok(NETWORK, "that of the machine: the template's network mode needs no subnets");
      return;
    }
    String subnets = "subnets " + String.join(", ", environment.network().subnets());
    if (environment.network().securityGroups().isEmpty()) {
      list.warning(
          NETWORK,
          subnets + ", and no security group: the VPC's default one serves",
          "set security-groups in the settings to one that reaches the database");
      return;
    }
    list.ok(
        NETWORK,
        subnets
            + ", security groups "
            + String.join(", ", environment.network().securityGroups())
            + " (EC2 is not asked about them)");
  }

  private void logDriver(Checklist list, TaskTemplate template) {
    Optional<String> unreadable = template.log().unreadable();
    if (unreadable.isPresent()) {
      list.warning(
          LOG_DRIVER,
          unreadable.get() + ": the log cannot be shown, nor the result be proved by it",
          "set logDriver awslogs with awslogs-group, awslogs-region, awslogs-stream-prefix and"
              + " mode=blocking in the task definition");
      return;
    }
    Optional<String> account =
        template.logMode().isPresent() ? Optional.empty() : parts.defaultLogDriverMode();
    Optional<String> mode = template.logMode().or(() -> account);
    if (mode.filter("blocking"::equals).isPresent()) {
      list.ok(
          LOG_DRIVER,
          account.isPresent()
              ? "awslogs, blocking by the account's defaultLogDriverMode: it drops no line"
              : "awslogs, blocking: it drops no line");
      return;
    }
    list.warning(
        LOG_DRIVER,
        mode.isPresent()
            ? "awslogs, non-blocking"
                + (account.isPresent() ? " by the account's defaultLogDriverMode" : "")
                + ": it may drop lines when they come fast"
            : "awslogs without mode=blocking may drop lines when they come fast, unless the"
                + " account's defaultLogDriverMode is blocking (not checked: this job may not call"
                + " ecs:ListAccountSettings)",
        "set the log option mode to blocking in the task definition");
  }

  private void protection(Checklist list, TaskTemplate template) {
    if (environment.protection().on()) {
      list.look(
          "protection",
          () -> {
            ProtectedEnvironment.check(environment, template);
            return environment.name();
          },
          name -> name + " is protected: no Spot capacity, no log driver that may drop lines");
    }
  }
}
