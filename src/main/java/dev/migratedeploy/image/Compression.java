package dev.migratedeploy.image;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** How the layers that a deploy adds are compressed; those of the base stay as they are. */
public enum Compression {
  /** What everything reads. */
  GZIP(LayerTypes.OCI_GZIP, Optional.of(LayerTypes.DOCKER_GZIP), ".tar.gz") {
    @Override
    OutputStream into(OutputStream out) throws IOException {
      return new GZIPOutputStream(out);
    }
  },

  /**
   * What Fargate and containerd read, and Docker from version 23 on (RFC 8878). Docker has no media
   * type for it, so the manifest is OCI's whatever the base's is.
   */
  ZSTD(LayerTypes.OCI_ZSTD, Optional.empty(), ".tar.zst") {
    @Override
    OutputStream into(OutputStream out) throws IOException {
      return new ZstdOutputStream(out);
    }
  };

  private final String ociType;
  private final Optional<String> dockerType;
  private final String suffix;

  Compression(String ociType, Optional<String> dockerType, String suffix) {
    this.ociType = ociType;
    this.dockerType = dockerType;
    this.suffix = suffix;
  }

  /** Compresses what is written to it; to be closed, which closes what is below it. */
  abstract OutputStream into(OutputStream out) throws IOException;

  String ociType() {
    return ociType;
  }

  /** Empty if a manifest of Docker's cannot name it. */
  Optional<String> dockerType() {
    return dockerType;
  }

  String suffix() {
    return suffix;
  }

  /** As the settings have it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Compression> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }
}
