package dev.migratedeploy.deploy;

import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.image.PreparedImage;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.Verdict;

/** What brings the scripts of an image into the environment: one task, or many. */
@FunctionalInterface
public interface Migration {
  /**
   * Publishes the image and runs the request's command on it.
   *
   * @throws ProblemException if it ends before a task has started
   */
  Verdict run(DeployRequest request, TaskTemplate template, PreparedImage image);

  /**
   * What it compares before it changes anything.
   *
   * @throws ProblemException if it would not go on
   */
  default void check(DeployRequest request, TaskTemplate template, PreparedImage image) {}
}
