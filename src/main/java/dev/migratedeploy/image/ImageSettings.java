package dev.migratedeploy.image;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the image is made of and where it goes.
 *
 * @param base the image below ours: {@code name[:tag][@sha256:…]}
 * @param repository where our image is pushed, without tag and digest
 * @param entrypoint the base image's own entrypoint, which ours runs
 * @param scriptsPath the absolute folder of the scripts in the image, without a slash at the end
 * @param files what else goes in: a file or folder, relative to the project's directory, and its
 *     absolute place in the image; a place that ends in a slash is the folder to put it into
 * @param compression of our layers
 * @param observer what watches Flyway from inside, in the chosen environment
 */
public record ImageSettings(
    String base,
    String repository,
    List<String> entrypoint,
    String scriptsPath,
    Map<String, String> files,
    Compression compression,
    ObserverSettings observer) {
  public ImageSettings {
    entrypoint = List.copyOf(entrypoint);
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** An image whose layers are compressed as everything reads them. */
  public ImageSettings(
      String base,
      String repository,
      List<String> entrypoint,
      String scriptsPath,
      Map<String, String> files,
      ObserverSettings observer) {
    this(base, repository, entrypoint, scriptsPath, files, Compression.GZIP, observer);
  }

  /** An image without the observer. */
  public ImageSettings(
      String base,
      String repository,
      List<String> entrypoint,
      String scriptsPath,
      Map<String, String> files) {
    this(base, repository, entrypoint, scriptsPath, files, ObserverSettings.OFF);
  }

  /** The same with what one environment says of the observer. */
  public ImageSettings observedBy(ObserverSettings itsObserver) {
    return new ImageSettings(
        base, repository, entrypoint, scriptsPath, files, compression, itsObserver);
  }

  /** The same without files whose place hangs on a variable that is not set. */
  public ImageSettings withKnownFiles() {
    Map<String, String> known = new LinkedHashMap<>(files);
    known.entrySet().removeIf(file -> file.getKey().isBlank() || file.getValue().isBlank());
    return new ImageSettings(
        base, repository, entrypoint, scriptsPath, known, compression, observer);
  }

  /** Whether it is Flyway that runs the scripts; other tools have other rules for them. */
  public boolean runsFlyway() {
    String program = entrypoint.get(0);
    return program.substring(program.lastIndexOf('/') + 1).equals("flyway");
  }
}
