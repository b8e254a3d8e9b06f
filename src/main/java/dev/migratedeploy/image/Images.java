package dev.migratedeploy.image;

import dev.migratedeploy.problem.NotStartedException;
import dev.migratedeploy.problem.RefusedException;
import java.util.Optional;

/** What the main job asks of the registry. */
public interface Images {
  /**
   * The image as it would be, and whether the registry has it; changes nothing.
   *
   * @param digest of the image that is there; absent where it would have to be pushed
   */
  record Planned(String repository, String tag, Optional<String> digest) {}

  Planned plan(ImageSpec spec);

  /**
   * Builds and pushes what the registry does not have.
   *
   * @throws RefusedException where the base image does not exist, or a registry refuses access
   * @throws NotStartedException where a registry cannot be reached or fails
   */
  PublishedImage publish(ImageSpec spec);
}
