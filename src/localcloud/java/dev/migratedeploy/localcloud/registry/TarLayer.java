package dev.migratedeploy.localcloud.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a layer entry by entry. Owner and times are fixed, so the same entries give the same
 * bytes. Names are written as they are given, also those that a careful unpacker must refuse.
 */
public final class TarLayer {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar =
      new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name());

  /** Starts an empty layer. */
  public TarLayer() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  public TarLayer directory(String name, int mode) {
    return add(entry(name + "/", TarConstants.LF_DIR, mode), new byte[0]);
  }

  public TarLayer file(String name, String text, int mode) {
    return file(name, text.getBytes(StandardCharsets.UTF_8), mode);
  }

  public TarLayer file(String name, byte[] content, int mode) {
    TarArchiveEntry entry = entry(name, TarConstants.LF_NORMAL, mode);
    entry.setSize(content.length);
    return add(entry, content);
  }

  public TarLayer symlink(String name, String target) {
    TarArchiveEntry entry = entry(name, TarConstants.LF_SYMLINK, 0777);
    entry.setLinkName(target);
    return add(entry, new byte[0]);
  }

  public TarLayer hardLink(String name, String target) {
    TarArchiveEntry entry = entry(name, TarConstants.LF_LINK, 0644);
    entry.setLinkName(target);
    return add(entry, new byte[0]);
  }

  /** Says that a file or directory of the layers below is gone. */
  public TarLayer whiteout(String directory, String name) {
    return file(directory + "/.wh." + name, "", 0644);
  }

  /** Says that everything that the layers below have in a directory is gone. */
  public TarLayer opaque(String directory) {
    return file(directory + "/.wh..wh..opq", "", 0644);
  }

  /** Ends the layer, compressed. */
  public LayeredImage.Layer gzip() {
    byte[] whole = finish();
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      out.write(whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new LayeredImage.Layer(
        "application/vnd.oci.image.layer.v1.tar+gzip", compressed.toByteArray(), Digest.of(whole));
  }

  /** Ends the layer, not compressed. */
  public LayeredImage.Layer plain() {
    byte[] whole = finish();
    return new LayeredImage.Layer(
        "application/vnd.oci.image.layer.v1.tar", whole, Digest.of(whole));
  }

  private static TarArchiveEntry entry(String name, byte type, int mode) {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    entry.setMode(mode);
    entry.setIds(0, 0);
    entry.setModTime(1000L);
    return entry;
  }

  private TarLayer add(TarArchiveEntry entry, byte[] content) {
    try {
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] finish() {
    try {
      tar.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
