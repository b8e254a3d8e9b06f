package dev.migratedeploy.image;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads and the temporary directory of one build. Where a push fails, Jib's other threads are
 * still at work: they have to end before their files can go.
 */
record Workplace(Path directory, ExecutorService threads) implements AutoCloseable {
  private static final int SECONDS_TO_END = 10;

  static Workplace open() throws IOException {
    return new Workplace(
        Files.createTempDirectory("migrate-deploy-image"),
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "image");
              thread.setDaemon(true);
              return thread;
            }));
  }

  /** Never fails: what is left behind is in the machine's temporary directory. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
        Files.walkFileTree(directory, new Delete());
      }
    } catch (IOException e) {
      directory.toFile().deleteOnExit();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
