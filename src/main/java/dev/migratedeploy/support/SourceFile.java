package dev.migratedeploy.support;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the checkout whose bytes are read once: what is compared, looked through, and put into
 * the image are the same bytes, also if the file is written to meanwhile. They are read again only
 * if memory runs short.
 */
public final class SourceFile {
  /** How a file is read; a test counts it. */
  @FunctionalInterface
  interface Reader {
    byte[] read(Path path) throws IOException;
  }

  private final Path path;
  private final Reader reader;
  private SoftReference<byte[]> known = new SoftReference<>(null);

  SourceFile(Path path, Reader reader) {
    this.path = path;
    this.reader = reader;
  }

  public static SourceFile of(Path path) {
    return new SourceFile(path, Files::readAllBytes);
  }

  public Path path() {
    return path;
  }

  /**
   * Its bytes, which are not to be changed.
   *
   * @throws IOException if it cannot be read
   */
  public synchronized byte[] bytes() throws IOException {
    byte[] bytes = known.get();
    if (bytes == null) {
      bytes = reader.read(path);
      known = new SoftReference<>(bytes);
    }
    return bytes;
  }

  /** Two are equal if their paths are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SourceFile file && path.equals(file.path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
