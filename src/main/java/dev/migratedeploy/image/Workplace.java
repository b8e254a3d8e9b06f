package dev.migratedeploy.image;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The temporary directory of one build. */
record Workplace(Path directory) implements AutoCloseable {
  static Workplace open() throws IOException {
    return new Workplace(Files.createTempDirectory("migrate-deploy-image"));
  }

  /** Never fails: what is left behind is in the machine's temporary directory. */
  @Override
  public void close() {
    try {
      Files.walkFileTree(directory, new Delete());
    } catch (IOException e) {
      directory.toFile().deleteOnExit();
    }
  }

  private static final class Delete extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(visited);
      return FileVisitResult.CONTINUE;
    }
  }
}
