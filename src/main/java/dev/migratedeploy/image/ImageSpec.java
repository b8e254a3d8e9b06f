package dev.migratedeploy.image;

import java.util.List;
import java.util.Optional;

/**
 * What the image is to be.
 *
 * @param base the base image, by tag or digest
 * @param repository where it is pushed to
 * @param form its architecture and the compression of what is ours
 * @param entrypoint what becomes the image's entrypoint
 * @param scripts the layer of the migration scripts
 * @param extra what else goes in; often no file at all, and then no layer
 * @param previous an image that this one likely has layers in common with, by its whole name: what
 *     it consists of is where it is
 */
public record ImageSpec(
    String base,
    String repository,
    ImageForm form,
    Entrypoint entrypoint,
    ImageLayer scripts,
    ImageLayer extra,
    Optional<String> previous) {
  /** Where the entrypoint is in the image. */
  public static final String ENTRYPOINT = "/migrate-deploy/run";

  /** One whose layers are compressed as everything reads them. */
  public ImageSpec(
      String base,
      String repository,
      String architecture,
      Entrypoint entrypoint,
      ImageLayer scripts,
      ImageLayer extra,
      Optional<String> previous) {
    this(
        base,
        repository,
        new ImageForm(architecture, Compression.GZIP),
        entrypoint,
        scripts,
        extra,
        previous);
  }

  String architecture() {
    return form.architecture();
  }

  Compression compression() {
    return form.compression();
  }

  /** The layers on top of the base, but for the entrypoint's. */
  List<ImageLayer> layers() {
    return extra.files().isEmpty() ? List.of(scripts) : List.of(extra, scripts);
  }
}
