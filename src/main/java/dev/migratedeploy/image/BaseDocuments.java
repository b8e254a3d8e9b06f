package dev.migratedeploy.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The base's index, manifest and configuration, which an image carries as annotations of its
 * manifest. Each is known by its digest, and the first one's is the base's own: so one answer of
 * the registry is enough to work out what the image must be, and nobody can change them unseen.
 */
final class BaseDocuments {
  /** The annotations are numbered, in the order in which the documents lead to one another. */
  private static final String ANNOTATION = "dev.migratedeploy.base.";

  /** What no document of a base in use comes near to; a registry takes manifests of 4 MiB. */
  private static final int MOST_CHARACTERS = 1 << 21;

  private BaseDocuments() {}

  /** The annotations; none for documents that are too large, which cost requests then. */
  static Map<String, String> annotations(List<ImageDocument> documents) {
    Map<String, String> annotations = new LinkedHashMap<>();
    int characters = 0;
    for (ImageDocument document : documents) {
      String encoded = Base64.getEncoder().encodeToString(document.text().getBytes(UTF_8));
      characters += encoded.length();
      annotations.put(ANNOTATION + (annotations.size() + 1), encoded);
    }
    return characters > MOST_CHARACTERS ? Map.of() : annotations;
  }

  /** The documents that a manifest carries, also one that others wrote. */
  static ImageDocuments in(JsonNode manifest) throws IOException {
    List<ImageDocument> documents = new ArrayList<>();
    for (Map.Entry<String, JsonNode> annotation : manifest.path("annotations").properties()) {
      if (annotation.getKey().startsWith(ANNOTATION)) {
        documents.add(ImageDocument.of(decoded(annotation.getValue().asText())));
      }
    }
    return ImageDocuments.among(documents);
  }

  private static byte[] decoded(String annotation) throws IOException {
    try {
      return Base64.getDecoder().decode(annotation);
    } catch (IllegalArgumentException e) {
      throw new IOException("an annotation that is not Base64", e);
    }
  }
}
