package dev.migratedeploy.imagebuild;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
        layer("squawk", home.squawk(), home.below("/usr/share/doc")),
        layer("runtime", home.runtime()),
        layer("rehearsal", home.rehearsal()),
        layer("libraries", home.libraries()),
        layer("code", home.code(), home.launcher()),
        layer("cache", home.caches().values().stream().sorted().toArray(Path[]::new)));
  }

  private FileEntriesLayer layer(String name, Path... trees) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    for (Path tree : trees) {
      try (Stream<Path> files = Files.walk(tree)) {
        for (Path file : files.sorted().toList()) {
          layer.addEntry(
              file,
              AbsoluteUnixPath.fromPath(Path.of("/").resolve(home.root().relativize(file))),
              FilePermissions.fromPosixFilePermissions(Files.getPosixFilePermissions(file)),
              Home.TIME);
        }
      }
    }
    return layer.build();
  }
}
