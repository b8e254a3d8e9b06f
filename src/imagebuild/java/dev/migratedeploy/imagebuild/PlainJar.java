package dev.migratedeploy.imagebuild;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A jar in which nothing is compressed: its layer is, as a whole, and is a third smaller that way.
 * The same entries give the same bytes.
 */
final class PlainJar implements AutoCloseable {
  /** One of the earliest that a zip file knows. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipOutputStream out;

  PlainJar(Path file) throws IOException {
    out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  void put(String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    entry.setTimeLocal(TIME);
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
