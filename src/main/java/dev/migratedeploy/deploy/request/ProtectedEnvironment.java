package dev.migratedeploy.deploy.request;

import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.aws.ecs.Launch;
import dev.migratedeploy.aws.ecs.Protection;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an environment with {@code protected: true} does not put up with. */
public final class ProtectedEnvironment {
  private ProtectedEnvironment() {}

  /** Refuses what the environment's protection forbids, all of it at once. */
  public static void check(EnvironmentSettings environment, TaskTemplate template) {
    List<String> findings = new ArrayList<>();
    Protection protection = environment.protection();
    if (protection.forbids(Protection.SPOT) && onSpot(environment.compute().launch())) {
      findings.add(
          "capacity-provider: Spot capacity may be taken away in the middle of a migration"
              + " (allow: [spot])");
    }
    if (protection.forbids(Protection.LOSSY_LOG) && template.log().mayDropLines()) {
      findings.add(
          "task-definition "
              + template.family()
              + ": its log driver may drop lines; set the log option mode to blocking"
              + " (allow: [lossy-log])");
    }
    if (!findings.isEmpty()) {
      throw new RefusedException(
          new Problem(
              "the environment " + environment.name() + " is protected",
              findings,
              "fix it, or allow it by the name in brackets in the environment's settings"));
    }
  }

  private static boolean onSpot(Launch launch) {
    return launch instanceof Launch.CapacityProvider provider
        && provider.name().toUpperCase(Locale.ROOT).contains("SPOT");
  }
}
