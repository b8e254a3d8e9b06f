package dev.migratedeploy.deploy.planned;

import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.deploy.Migration;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.PlannedContents;
import dev.migratedeploy.image.PreparedImage;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.Verdict;
import java.util.Optional;

/**
 * Runs a migration only if it is the one that a plan has shown. What the checkout and the registry
 * tell is compared before anything is pushed or started; the database's history is compared by the
 * task itself, before Flyway changes anything.
 */
public final class PlannedMigration implements Migration {
  private final PlannedDeploy plan;
  private final Migration migration;

  public PlannedMigration(PlannedDeploy plan, Migration migration) {
    this.plan = plan;
    this.migration = migration;
  }

  /**
   * Runs it.
   *
   * @throws ProblemException if something is not as planned, or it ends before a task has started
   */
  @Override
  public Verdict run(DeployRequest request, TaskTemplate template, PreparedImage image) {
    check(request, template, image);
    return migration.run(
        request.withPending(plan.pending()).expecting(plan.history().orElseThrow()),
        template,
        new OnlyPlanned(image, difference(request)));
  }

  @Override
  public void check(DeployRequest request, TaskTemplate template, PreparedImage image) {
    PlanDifference difference = difference(request);
    difference.refuse(PlannedContents.of(request, template));
    difference.refuseImage(image);
  }

  private PlanDifference difference(DeployRequest request) {
    return new PlanDifference(plan, request.environment().name());
  }

  /** An image that was pushed and is another one is not run. */
  private record OnlyPlanned(PreparedImage image, PlanDifference difference)
      implements PreparedImage {
    @Override
    public String repository() {
      return image.repository();
    }

    @Override
    public String tag() {
      return image.tag();
    }

    @Override
    public Optional<String> digest() {
      return image.digest();
    }

    @Override
    public Optional<String> otherUnderTag() {
      return image.otherUnderTag();
    }

    @Override
    public PublishedImage publish() {
      PublishedImage published = image.publish();
      difference.refuseImage(published);
      return published;
    }
  }
}
