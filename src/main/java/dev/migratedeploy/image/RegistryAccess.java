package dev.migratedeploy.image;

import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.RefusedException;

/** Whether the registries let this job do what it would have to; leaves nothing behind in them. */
public interface RegistryAccess {
  /**
   * Looks for the base image.
   *
   * @return its digest
   * @throws RefusedException if there is none, or it must not be read
   * @throws NotStartedException if its registry cannot be reached or fails
   */
  String baseDigest();

  /**
   * How much a task pulls that runs this image.
   *
   * @throws RefusedException if the base cannot be used for it
   * @throws NotStartedException if its registry cannot be reached or fails
   */
  PullSize pull(ImageSpec spec);

  /**
   * Begins to upload a blob and gives it up, which takes the login and the permission of a push.
   *
   * @throws RefusedException if the registry does not take it
   * @throws NotStartedException if it cannot be reached or fails
   */
  void tryPush();
}
