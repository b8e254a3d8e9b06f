package dev.migratedeploy.localcloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Folders in the temporary directory that are gone when the process ends, by a signal too. */
public final class ScratchFolders {
  private static final Set<Path> ALL = ConcurrentHashMap.newKeySet();

  /** Containers may still be writing while they are stopped. */
  private static final int TRIES = 3;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ScratchFolders::deleteAll, "scratch folders"));
  }

  private ScratchFolders() {}

  public static Path create(String prefix) throws IOException {
    Path folder = Files.createTempDirectory(prefix);
    ALL.add(folder);
    return folder;
  }

  /** Deletes one of them early. */
  public static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            /** Two may delete at once when the process ends: what is gone is deleted. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure)
                throws IOException {
              if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                throws IOException {
              Files.deleteIfExists(directory);
              return FileVisitResult.CONTINUE;
            }
          });
      ALL.remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteAll() {
    for (int tried = 0; tried < TRIES && !ALL.isEmpty(); tried++) {
      for (Path folder : ALL) {
        try {
          delete(folder);
        } catch (UncheckedIOException stillWritten) {
          // The next try deletes it.
        }
      }
    }
  }
}
