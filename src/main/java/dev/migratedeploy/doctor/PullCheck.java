package dev.migratedeploy.doctor;

import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.image.ImageSpec;
import dev.migratedeploy.image.PullSize;
import dev.migratedeploy.image.RegistryAccess;
import dev.migratedeploy.support.HumanReadable;

/**
 * How much each task pulls before it runs; Fargate keeps no image from task to task.
 *
 * @param registry where the base is
 */
public record PullCheck(ImageSettings image, RegistryAccess registry) {
  /** What {@code migrate-deploy-flyway} has at most; its build ends if it has more. */
  public static final long MOST_OF_OWN_BASE = 75_000_000;

  /** Looks at the manifest of the base; no layer is read. */
  public void into(Checklist list, ImageSpec spec) {
    list.look("pull", () -> registry.pull(spec), this::words);
  }

  private String words(PullSize size) {
    String whole =
        "each task pulls %s: %s of the base image, %s of this project"
            .formatted(
                HumanReadable.size(size.whole()),
                HumanReadable.size(size.base()),
                HumanReadable.size(size.own()));
    return image.runsFlyway() && size.base() > MOST_OF_OWN_BASE
        ? whole
            + "; with migrate-deploy-flyway as image.base (Flyway 12.4; PostgreSQL, MySQL, MariaDB) it would be %s at most"
                .formatted(HumanReadable.size(MOST_OF_OWN_BASE + size.own()))
        : whole;
  }
}
