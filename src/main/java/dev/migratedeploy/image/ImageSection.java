package dev.migratedeploy.image;

import dev.migratedeploy.config.Constraint;
import dev.migratedeploy.config.Section;
import dev.migratedeploy.support.Defaults;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code image:}. */
public final class ImageSection {
  private static final Set<String> KEYS =
      Set.of("base", "repository", "entrypoint", "scripts-path", "files", "compression");

  /** Where the tool's own entrypoint lies in the image. */
  private static final String OWN_FOLDER = "/migrate-deploy/";

  private static final Constraint COMPRESSION =
      Constraint.of(word -> Compression.of(word).isPresent(), "gzip or zstd");

  private ImageSection() {}

  /** Reads what the section says; what is wrong becomes a problem of the file. */
  public static ImageSettings read(Section section) {
    section.knowing(KEYS);
    Map<String, String> files =
        section.texts("files", Constraint.RELATIVE_PATH, Constraint.ABSOLUTE_PATH);
    if (files.values().stream().anyMatch(target -> (target + "/").startsWith(OWN_FOLDER))) {
      section.complain("files", "nothing can be put below " + OWN_FOLDER + " in the image");
    }
    return new ImageSettings(
        section.required(
            "base", ImageName.IMAGE, "the image to build on, such as flyway/flyway:13"),
        section.required(
            "repository", ImageName.TARGET, "where the image is pushed, without a tag"),
        section.arguments("entrypoint", List.of("flyway")),
        section
            .optional("scripts-path", Constraint.ABSOLUTE_PATH)
            .orElse(Defaults.SCRIPTS_IN_IMAGE)
            .replaceFirst("(?<!/)/++$", ""),
        files,
        section
            .optional("compression", COMPRESSION)
            .flatMap(Compression::of)
            .orElse(Compression.GZIP),
        ObserverSettings.OFF);
  }
}
