package dev.migratedeploy.image;

import dev.migratedeploy.problem.NotStartedException;
import dev.migratedeploy.problem.RefusedException;

/** What the main job asks of the registry. */
@FunctionalInterface
public interface Images {
  /**
   * Looks whether the registry has the image; changes nothing.
   *
   * @throws RefusedException where the base image does not exist, or a registry refuses access
   * @throws NotStartedException where a registry cannot be reached or fails
   */
  PlannedImage plan(ImageSpec spec);
}
