package dev.migratedeploy.image;

import java.util.List;

/**
 * What the image is to be.
 *
 * @param base the base image, by tag or digest
 * @param repository where it is pushed to
 * @param architecture in the words of OCI images, such as {@code amd64}
 * @param entrypoint the text of the script that becomes the image's entrypoint
 * @param scripts the layer of the migration scripts
 * @param extra what else goes in; often no file at all, and then no layer
 */
public record ImageSpec(
    String base,
    String repository,
    String architecture,
    String entrypoint,
    ImageLayer scripts,
    ImageLayer extra) {
  /** Where the entrypoint is in the image. */
  public static final String ENTRYPOINT = "/migrate-deploy/run";

  /** The layers on top of the base, but for the entrypoint's. */
  List<ImageLayer> layers() {
    return extra.files().isEmpty() ? List.of(scripts) : List.of(scripts, extra);
  }
}
