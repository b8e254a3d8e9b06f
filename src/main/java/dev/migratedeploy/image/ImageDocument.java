package dev.migratedeploy.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.blob.Blobs;
import dev.migratedeploy.support.JsonText;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * An index, a manifest or a configuration, as the text that its digest is of.
 *
 * @param digest worked out here; what a registry says it is does not count
 * @param text empty if the bytes are not UTF-8, which no JSON is
 */
record ImageDocument(String digest, String text) {
  private static final ObjectMapper JSON = JsonText.MAPPER;

  static ImageDocument of(byte[] bytes) throws IOException {
    DescriptorDigest digest =
        Blobs.from(out -> out.write(bytes), true)
            .writeTo(OutputStream.nullOutputStream())
            .getDigest();
    return new ImageDocument(digest.toString(), decoded(bytes));
  }

  /** Its content; a missing node if it is not JSON. */
  JsonNode json() {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  /**
   * The document, if it is the one that was asked for.
   *
   * @param wanted a digest, or a tag, behind which any document may be
   * @throws RefusedException if the registry has answered with another one
   */
  ImageDocument provedToBe(String wanted, String registry) {
    if (wanted.contains(":") && !wanted.equals(digest)) {
      throw new RefusedException(
          Problem.of(
              "the registry %s was asked for %s and answered with other content (%s)"
                  .formatted(registry, wanted, digest),
              "find out what is between this job and the registry: a proxy, a mirror or the"
                  + " registry itself gives out what nobody asked for"));
    }
    return this;
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return "";
    }
  }
}
