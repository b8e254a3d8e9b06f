package dev.migratedeploy.deploy;

import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.deploy.event.DeployEvent.ActionsListed;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.TaskGroups;
import dev.migratedeploy.image.PreparedImage;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.ArrayList;
import java.util.List;

/** What a deploy would do from here on. */
final class DryRun {
  private DryRun() {}

  static Verdict of(
      DeployRequest request, TaskTemplate template, PreparedImage image, DeployListener listener) {
    String name = name(image);
    List<String> actions = new ArrayList<>();
    actions.add(
        image.digest().isPresent()
            ? "use the image " + name + ", which is there already"
            : build(image, request.image().base()));
    actions.add(
        "run it as task "
            + template.family()
            + " (template revision "
            + template.revision()
            + ", container "
            + template.container()
            + ") on cluster "
            + request.environment().cluster()
            + " with the command "
            + String.join(" ", request.command()));
    if (!request.targets().none()) {
      TaskGroups groups = TaskGroups.of(request, template);
      groups.note().ifPresent(note -> listener.on(new Noted(note)));
      actions.add(TasksInWaves.of(request.targets(), groups.groups().size()));
    }
    listener.on(new ActionsListed(actions));
    return new Verdict(
        Verdict.Kind.DRY_RUN,
        VerdictDetails.of("nothing was changed").next("to do it, leave out --dry-run"));
  }

  private static String build(PreparedImage image, String base) {
    return image
        .otherUnderTag()
        .map(
            other ->
                "build an image on %s and push it to %s by its digest, since the tag %s names another image (%s)"
                    .formatted(base, image.repository(), image.tag(), other))
        .orElseGet(() -> "build the image " + name(image) + " on " + base + " and push it");
  }

  private static String name(PreparedImage image) {
    return image.repository() + ":" + image.tag();
  }
}
