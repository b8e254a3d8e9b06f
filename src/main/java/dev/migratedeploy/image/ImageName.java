package dev.migratedeploy.image;

import dev.migratedeploy.config.Constraint;
import java.util.Optional;
import java.util.regex.Pattern;

/** The names of container images, by the grammar of the OCI distribution specification. */
final class ImageName {
  private static final String REGISTRY =
      "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:]+])(?::\\d{1,5})?";
  private static final String PART = "[a-z0-9]++(?:(?:\\.|__?|-++)[a-z0-9]++)*+";
  private static final String REPOSITORY = "(?:" + REGISTRY + "/)?" + PART + "(?:/" + PART + ")*+";
  private static final String TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
  private static final String DIGEST = "sha256:[0-9a-f]{64}";

  private static final Pattern WITHOUT_TAG = Pattern.compile(REPOSITORY);
  private static final Pattern WITH_TAG =
      Pattern.compile(REPOSITORY + "(?::" + TAG + ")?(?:@" + DIGEST + ")?");

  /** {@code name[:tag][@sha256:…]}. */
  static final Constraint IMAGE =
      value ->
          WITH_TAG.matcher(value).matches()
              ? Optional.empty()
              : Optional.of(
                  "an image such as flyway/flyway:13, in small letters, without https://");

  /** An image's name without tag and digest. */
  static final Constraint TARGET =
      value -> {
        if (WITHOUT_TAG.matcher(value).matches()) {
          return Optional.empty();
        }
        return Optional.of(
            WITH_TAG.matcher(value).matches()
                ? "a repository without tag or digest (the tag is made from the content)"
                : "a repository such as registry.example.com/team/flyway, in small letters,"
                    + " without https://");
      };

  private ImageName() {}
}
