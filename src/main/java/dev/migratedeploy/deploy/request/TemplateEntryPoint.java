package dev.migratedeploy.deploy.request;

import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The entryPoint that the task definition gives the migration container. ECS runs it instead of the
 * image's own, and RunTask cannot override it; so the new revision leaves it out if the image's own
 * entrypoint does the same.
 */
public final class TemplateEntryPoint {
  private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash");

  /** The entrypoint of the images that this tool publishes. */
  private static final List<String> OURS = List.of("/migrate-deploy/run");

  private TemplateEntryPoint() {}

  /**
   * Refuses an entryPoint that does something else than the image's own entrypoint.
   *
   * @throws RefusedException if leaving it out would change what runs
   */
  public static void check(TaskTemplate template, ImageSettings image) {
    List<String> words = template.entryPoint();
    if (words.isEmpty() || isReplaced(words, image)) {
      return;
    }
    throw new RefusedException(
        Problem.of(
            "the container "
                + template.container()
                + " of the task definition "
                + template.family()
                + " has the entryPoint "
                + list(words)
                + ", which ECS would run instead of the image's own",
            "remove entryPoint from the task definition; if the migration needs it, set"
                + " image.entrypoint in the settings to it and to the program that it starts, and"
                + " the image runs it"));
  }

  /** What the new revision leaves out, in a sentence; empty if there is nothing to say. */
  public static Optional<String> leftOut(TaskTemplate template, ImageSettings image) {
    List<String> words = template.entryPoint();
    return words.isEmpty() || words.equals(OURS) || !isReplaced(words, image)
        ? Optional.empty()
        : Optional.of(
            "the new revision leaves out entryPoint "
                + list(words)
                + " of container "
                + template.container()
                + ": the image's own entrypoint runs "
                + list(image.entrypoint()));
  }

  private static boolean isReplaced(List<String> words, ImageSettings image) {
    return words.equals(OURS) || isShell(words) || isSameProgram(words, image.entrypoint());
  }

  /** RunTask always gives the command, so what a shell would run is not the template's. */
  private static boolean isShell(List<String> words) {
    return words.size() == 2
        && SHELLS.contains(program(words.get(0)))
        && words.get(1).matches("-[a-z]*c");
  }

  private static boolean isSameProgram(List<String> words, List<String> own) {
    return words.equals(own)
        || (words.size() == own.size()
            && words.subList(1, words.size()).equals(own.subList(1, own.size()))
            && program(words.get(0)).equals(program(own.get(0)))
            && !(words.get(0).contains("/") && own.get(0).contains("/")));
  }

  private static String program(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String list(List<String> words) {
    return words.stream()
        .map(word -> "\"" + word + "\"")
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
