package dev.migratedeploy.image;

import com.google.cloud.tools.jib.blob.Blob;
import com.google.cloud.tools.jib.blob.Blobs;
import dev.migratedeploy.support.SourceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A layer's files as a tar stream that is byte for byte the same on every machine: sorted by name,
 * owned by root, with one time and with the folders above each file. Names are UTF-8 whatever the
 * locale; Jib's own builder makes paths of them, which fails without a UTF-8 locale.
 */
final class LayerTar {
  /** As Jib has it: a second after the epoch, since some programs take zero for no time. */
  private static final long TIME = Instant.ofEpochSecond(1).toEpochMilli();

  private static final int FOLDER = 0755;

  private final Map<String, Entry> entries = new TreeMap<>();

  private record Entry(Content content, int permissions) {}

  @FunctionalInterface
  private interface Content {
    byte[] bytes() throws IOException;
  }

  /**
   * Adds a file.
   *
   * @param target its absolute path in the image
   */
  LayerTar file(SourceFile source, String target, int permissions) {
    return add(target, new Entry(source::bytes, permissions));
  }

  /** Adds a file with that text. */
  LayerTar file(String text, String target, int permissions) {
    return file(text.getBytes(StandardCharsets.UTF_8), target, permissions);
  }

  /** Adds a file of those bytes. */
  LayerTar file(byte[] bytes, String target, int permissions) {
    return add(target, new Entry(() -> bytes, permissions));
  }

  private LayerTar add(String target, Entry entry) {
    entries.put(target.replaceAll("/+", "/").substring(1), entry);
    return this;
  }

  Blob blob() {
    return Blobs.from(this::write, true);
  }

  private void write(OutputStream out) throws IOException {
    TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    // Names of more than 100 bytes and files of more than 8 GiB.
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    String last = "";
    for (String name : entries.keySet()) {
      folders(tar, last, name);
      file(tar, name, entries.get(name));
      last = name;
    }
    tar.finish();
  }

  /** The folders above a file that are not above the one before. */
  private static void folders(TarArchiveOutputStream tar, String before, String name)
      throws IOException {
    for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
      String folder = name.substring(0, end + 1);
      if (!before.startsWith(folder)) {
        tar.putArchiveEntry(entry(folder, FOLDER));
        tar.closeArchiveEntry();
      }
    }
  }

  private static void file(TarArchiveOutputStream tar, String name, Entry file) throws IOException {
    TarArchiveEntry entry = entry(name, file.permissions());
    byte[] bytes = file.content().bytes();
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private static TarArchiveEntry entry(String name, int permissions) {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode((entry.getMode() & ~0777) | permissions);
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setModTime(TIME);
    return entry;
  }
}
