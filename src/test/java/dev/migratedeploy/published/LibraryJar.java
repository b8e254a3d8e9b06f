package dev.migratedeploy.published;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * All libraries in one jar: what is in the one jar for Java 17 and not in our own. It is opened
 * once, where ninety jars would each be looked through for every service. Nothing is compressed in
 * it: its layer is, as a whole, and that way it is a third smaller.
 */
final class LibraryJar {
  /** The earliest that a zip file knows, so that the jar is the same wherever it is built. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final String CLASS = ".class";

  private LibraryJar() {}

  static void write(Path wholeJar, Path ownJar, Path libraries) throws IOException {
    try (ZipFile whole = new ZipFile(wholeJar.toFile());
        ZipFile own = new ZipFile(ownJar.toFile());
        URLClassLoader classes =
            new URLClassLoader(
                new URL[] {wholeJar.toUri().toURL()}, null) /* no classes of ours */;
        ZipOutputStream out =
            new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(libraries)))) {
      List<? extends ZipEntry> entries = whole.stream().toList();
      for (ZipEntry entry : entries) {
        if (!entry.isDirectory() && own.getEntry(entry.getName()) == null) {
          try (InputStream in = whole.getInputStream(entry)) {
            byte[] content = in.readAllBytes();
            boolean isClass = entry.getName().endsWith(CLASS);
            put(out, entry.getName(), isClass ? RaisedClass.of(content, classes) : content);
          }
        }
      }
    }
  }

  private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
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
}
