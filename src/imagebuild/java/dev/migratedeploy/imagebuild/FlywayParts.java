package dev.migratedeploy.imagebuild;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The layers of the base image for Flyway. What changes least lies lowest.
 *
 * @param home all but what must be made for the image's own folder
 * @param placed has the launcher and the cache for it
 */
record FlywayParts(FlywayHome home, FlywayHome placed) {
  /** Writes the launcher of the image. */
  static FlywayParts of(FlywayHome home, Path work) throws IOException {
    FlywayHome placed = FlywayHome.in(work);
    ImageRoot.writeProgram(placed.launcher(), FlywayLauncher.of(home, FlywayHome.FOLDER));
    return new FlywayParts(home, placed);
  }

  /** An image that can be trained. */
  List<FileEntriesLayer> withoutCache() throws IOException {
    ImageRoot root = home.root();
    return List.of(
        root.layer("runtime", home.runtime()),
        root.layer("flyway", home.libraries(), home.drivers(), home.licences()),
        placed
            .root()
            .layer(
                "launcher",
                placed.launcher(),
                placed.folder().resolve("conf"),
                placed.folder().resolve("jars"),
                placed.folder().resolve("sql")));
  }

  /**
   * The whole image.
   *
   * @param cache of a training in it
   */
  List<FileEntriesLayer> withCache(Path cache) throws IOException {
    Files.copy(cache, placed.cache());
    List<FileEntriesLayer> layers = withoutCache();
    return List.of(
        layers.get(0), layers.get(1), layers.get(2), placed.root().layer("cache", placed.cache()));
  }
}
