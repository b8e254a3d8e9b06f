package dev.migratedeploy.localcloud.container;

import dev.migratedeploy.localcloud.registry.Digest;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;

/**
 * A layer that has been pulled.
 *
 * @param file as it lay in the registry: a tar, mostly compressed
 * @param diffId the digest of the tar, not compressed
 */
record Layer(Path file, Digest diffId) {
  private static final int BUFFER = 1 << 16;

  void unpack(RootDirectory root) throws IOException {
    MessageDigest sha256 = Digest.sha256();
    try (InputStream tar = new DigestInputStream(open(), sha256)) {
      LayerUnpacker unpacker = new LayerUnpacker(root);
      unpacker.unpack(tar);
      tar.transferTo(OutputStream.nullOutputStream());
    }
    if (!Digest.of(sha256).equals(diffId)) {
      throw new IOException("wrong diff id calculated on extraction, expected " + diffId);
    }
  }

  private InputStream open() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    in.mark(4);
    byte[] magic = in.readNBytes(4);
    in.reset();
    if (magic.length == 4 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b) {
      return new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
    }
    if (magic.length == 4 && magic[0] == (byte) 0x28 && magic[1] == (byte) 0xb5) {
      return new BufferedInputStream(new ZstdInputStream(in), BUFFER);
    }
    return in;
  }
}
