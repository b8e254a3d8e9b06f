package dev.migratedeploy.deploy.task;

import dev.migratedeploy.image.Delivery;
import dev.migratedeploy.image.PublishedImage;
import java.util.Optional;

/** What is said if the tag of this commit's image names another image. */
public final class TakenTag {
  private TakenTag() {}

  public static Optional<String> note(PublishedImage image) {
    return image.delivery() instanceof Delivery.Beside beside
        ? Optional.of(
            "the tag %s in %s names another image (%s) than the one of this commit; it was left as it is, and the task runs this commit's image by its digest (%s). Find out who pushed the other one, then delete the tag"
                .formatted(beside.tag(), image.repository(), beside.other(), image.digest()))
        : Optional.empty();
  }
}
