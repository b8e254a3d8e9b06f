package dev.migratedeploy.localcloud.container;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a layer takes away what the layers below have brought: empty files with the names that the
 * OCI image specification gives. What the layer itself has brought is spared, in whatever order its
 * entries come.
 */
final class Whiteouts {
  private static final String PREFIX = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  private final Set<Path> brought = new HashSet<>();

  static boolean is(String name) {
    return name.startsWith(PREFIX);
  }

  /** Notes that this layer has brought a file or directory. */
  void spare(Path path) {
    brought.add(path);
  }

  void apply(Path directory, String name) throws IOException {
    if (name.equals(OPAQUE)) {
      delete(directory, false);
      return;
    }
    String gone = name.substring(PREFIX.length());
    if (gone.equals(".") || gone.equals("..")) {
      throw new IOException("invalid whiteout name: " + name);
    }
    // Other names that begin like the opaque one are leftovers of AUFS.
    if (!gone.isEmpty() && !gone.startsWith(PREFIX)) {
      delete(directory.resolve(gone), true);
    }
  }

  private void delete(Path top, boolean topToo) throws IOException {
    if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!brought.contains(file)) {
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            boolean mayGo = topToo || !directory.equals(top);
            if (mayGo && !brought.contains(directory) && isEmpty(directory)) {
              Files.delete(directory);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (var children = Files.newDirectoryStream(directory)) {
      return !children.iterator().hasNext();
    }
  }
}
