package dev.migratedeploy.imagebuild;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The image's layers above its base. What changes least lies lowest: a change of our own code moves
 * the last two alone.
 */
final class ImageParts {
  private final Home home;

  ImageParts(Home home) {
    this.home = home;
  }

  List<FileEntriesLayer> layers() throws IOException {
    return List.of(
        home.root().layer("squawk", home.squawk(), home.below("/usr/share/doc/squawk-cli")),
        home.root().layer("runtime", home.runtime()),
        home.root().layer("rehearsal", home.rehearsal()),
        home.root().layer("libraries", home.libraries(), home.documents()),
        home.root().layer("code", home.code(), home.launcher()),
        home.root().layer("cache", home.caches().values().stream().sorted().toArray(Path[]::new)));
  }
}
