package dev.migratedeploy.deploy.planned;

import dev.migratedeploy.deploy.request.PlannedContents;
import dev.migratedeploy.flyway.observer.HistoryMark;
import dev.migratedeploy.support.Hash;
import java.util.List;
import java.util.Optional;

/**
 * What a plan has shown, as far as a deploy can be held to it.
 *
 * @param verdict of the plan, such as {@code SAFE}
 * @param image that the plan's task ran; each empty if there is none
 * @param pending the scripts that a deploy was to apply, in the order of the plan
 * @param history the database's, as the plan's task found it; absent if nobody has told it
 */
public record PlannedDeploy(
    String environment,
    String verdict,
    Image image,
    PlannedContents contents,
    List<String> pending,
    Optional<HistoryMark> history) {
  /** The tag is made of all that goes into the image, and is known before anything is pushed. */
  public record Image(String tag, String digest) {}

  public PlannedDeploy {
    pending = List.copyOf(pending);
  }

  /** Another one if anything of it is another. No secret: it tells a slip, and keeps nobody out. */
  public String seal() {
    Hash.Parts parts = Hash.SHA256.parts();
    parts.add(environment).add(verdict).add(image.tag()).add(image.digest());
    contents.files().forEach((name, hash) -> parts.add(name).add(hash));
    contents.settings().forEach((name, hash) -> parts.add(name).add(hash));
    pending.forEach(parts::add);
    parts.add(history.map(HistoryMark::expected).orElse("-"));
    return parts.digits();
  }
}
