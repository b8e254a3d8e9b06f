package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;

/**
 * Docker Hub counts every manifest that is read, and refuses after a number of them an hour
 * ("Docker Hub usage and limits"): it is asked for nothing that may turn out not to be needed.
 */
final class DockerHub {
  private static final String HOST = "registry-1.docker.io";

  private DockerHub() {}

  /** Whether an image of that name is there; not if it is no name at all. */
  static boolean counts(String image) {
    try {
      return ImageReference.parse(image).getRegistry().equals(HOST);
    } catch (InvalidImageReferenceException e) {
      return false;
    }
  }
}
