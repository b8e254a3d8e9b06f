package dev.migratedeploy.deploy.planned;

import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.FlywayCommands;
import dev.migratedeploy.deploy.request.PlannedContents;
import dev.migratedeploy.image.PreparedImage;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What of a deploy is not as its plan has shown it. */
public final class PlanDifference {
  private static final String NOTHING_DONE = "nothing was pushed or started";

  private final PlannedDeploy plan;
  private final String environment;

  public PlanDifference(PlannedDeploy plan, String environment) {
    this.plan = plan;
    this.environment = environment;
  }

  /**
   * Refuses what no plan can be compared with: it is known before anything is asked.
   *
   * @throws RefusedException if the request is such a one
   */
  public static void refuseIncomparable(DeployRequest request) {
    String name = request.environment().name();
    if (!request.image().runsFlyway()) {
      throw refused(
          "a plan is made of what Flyway says, and image.entrypoint starts "
              + request.image().entrypoint().get(0),
          "leave --as-planned and MIGRATE_DEPLOY_AS_PLANNED out for this project");
    }
    if (!request.image().observer().on()) {
      throw refused(
          "the observer compares the database with the plan, and the settings say observer: off",
          "take observer: off out of the settings, and run "
              + OwnCommand.of("plan", name)
              + " again");
    }
    if (!request.targets().none()) {
      throw refused(
          "environment " + name + " is many databases, and a plan is compared with one only",
          "leave --as-planned and MIGRATE_DEPLOY_AS_PLANNED out for this environment");
    }
    if (!FlywayCommands.onlyMigrates(request.command())) {
      throw refused(
          "a plan shows what Flyway's migrate would do, and the command is "
              + String.join(" ", request.command()),
          "set command: [migrate] for environment " + name + ", or leave --as-planned out");
    }
  }

  private static RefusedException refused(String why, String next) {
    return new RefusedException(Problem.of("could not deploy as planned: " + why, next));
  }

  /**
   * Refuses other scripts, files and settings than those of the plan.
   *
   * @throws RefusedException with all differences
   */
  public void refuse(PlannedContents now) {
    refuseFiles(now.files());
    List<String> settings = new ArrayList<>();
    for (String name : plan.contents().settings().keySet()) {
      if (!plan.contents().settings().get(name).equals(now.settings().get(name))) {
        settings.add(name + " changed since the plan");
      }
    }
    if (!settings.isEmpty()) {
      throw refused("the settings are not those of the plan", settings);
    }
  }

  /**
   * Refuses other scripts and files, also if nothing would have to be done.
   *
   * @throws RefusedException with all differences
   */
  public void refuseFiles(Map<String, String> now) {
    List<String> files = differences(plan.contents().files(), now);
    if (!files.isEmpty()) {
      throw refused("the scripts are not those of the plan", files);
    }
  }

  /**
   * Refuses another image than that of the plan.
   *
   * @throws RefusedException if it is another one
   */
  public void refuseImage(PreparedImage now) {
    // An image whose tag was taken by another one has none.
    if (!plan.image().tag().isEmpty() && !plan.image().tag().equals(now.tag())) {
      throw anotherImage(plan.image().tag(), now.tag(), NOTHING_DONE);
    }
    now.digest().ifPresent(digest -> refuseImage(digest, NOTHING_DONE));
  }

  /**
   * Refuses the one that was published, of which nothing could be told before.
   *
   * @throws RefusedException if it is another one
   */
  public void refuseImage(PublishedImage published) {
    refuseImage(published.digest(), "no task was started");
  }

  private void refuseImage(String digest, String done) {
    if (!digest.equals(plan.image().digest())) {
      throw anotherImage(plan.image().digest(), digest, done);
    }
  }

  private RefusedException anotherImage(String planned, String now, String done) {
    return refused(
        "the image is not that of the plan",
        List.of(
            "planned: " + planned,
            "now: " + now,
            "the scripts are the same: the base image has changed, or another version of"
                + " migrate-deploy has made the plan"),
        done);
  }

  private static List<String> differences(Map<String, String> planned, Map<String, String> now) {
    List<String> lines = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(planned.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      String then = planned.get(name);
      String today = now.get(name);
      if (then == null) {
        lines.add(name + ": not in the plan");
      } else if (today == null) {
        lines.add(name + ": in the plan, and gone");
      } else if (!then.equals(today)) {
        lines.add(name + ": not the text that was planned");
      }
    }
    return lines;
  }

  private RefusedException refused(String cause, List<String> details) {
    return refused(cause, details, NOTHING_DONE);
  }

  private RefusedException refused(String cause, List<String> details, String done) {
    return new RefusedException(
        new Problem(
            cause,
            details,
            "run " + OwnCommand.of("plan", environment) + " again and look at it; " + done));
  }
}
