package dev.migratedeploy.image;

import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.RefusedException;
import java.util.Optional;

/**
 * An image as it would be, and whether the registry has it. What is not known yet when it is asked
 * for is waited for, and may fail then: with a {@link RefusedException} where the base image does
 * not exist or a registry refuses access, with a {@link NotStartedException} where a registry
 * cannot be reached or fails.
 */
public interface PreparedImage {
  String repository();

  /** The tag, derived from what is in the image. */
  String tag();

  /** Of the image that is there; empty if it would have to be pushed. */
  Optional<String> digest();

  /** The digest of what the tag names, if it names another image. */
  default Optional<String> otherUnderTag() {
    return Optional.empty();
  }

  /**
   * Builds and pushes it, where the registry does not have it.
   *
   * @throws RefusedException if the base image cannot be used, or a registry refuses access
   * @throws NotStartedException if a registry cannot be reached or fails
   */
  PublishedImage publish();
}
