package dev.migratedeploy.localcloud.registry;

import java.nio.charset.StandardCharsets;

/**
 * A manifest or index exactly as it was pushed.
 *
 * @param mediaType the Content-Type it came with and is given out with
 * @param json the bytes that its digest is of, as UTF-8
 */
public record StoredManifest(String mediaType, String json) {
  public byte[] bytes() {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  public Digest digest() {
    return Digest.of(bytes());
  }
}
