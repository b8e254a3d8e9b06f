package dev.migratedeploy.deploy;

import dev.migratedeploy.image.PlannedImage;
import dev.migratedeploy.task.TaskTemplate;
import java.util.List;

/** What a deploy would do from here on. */
final class DryRun {
  private DryRun() {}

  static Verdict of(DeployOrder order, TaskTemplate template, PlannedImage image, Journal journal) {
    String name = image.repository() + ":" + image.tag();
    journal.planned(
        List.of(
            image.digest().isPresent()
                ? "use the image " + name + ", which is there already"
                : "build the image " + name + " on " + order.image().base() + " and push it",
            "run it as task "
                + template.family()
                + " (template revision "
                + template.revision()
                + ", container "
                + template.container()
                + ") on cluster "
                + order.environment().cluster()
                + " with the command "
                + String.join(" ", order.command())));
    return new Verdict(
        Verdict.Kind.DRY_RUN,
        Explanation.of("nothing was changed").next("to do it, leave out --dry-run"));
  }
}
