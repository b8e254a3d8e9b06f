package dev.migratedeploy.thirdparty;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Texts for what only names its licence: those of its sources, under the name of its group, or
 * those that are the same wherever the licence is used.
 *
 * @param apache the file with that of Apache-2.0, which is ours too
 */
public record StandardTexts(Path apache) {

  /** The texts for it; of a choice, those that are here. */
  Map<String, byte[]> of(Component component) throws IOException {
    Map<String, byte[]> texts = new TreeMap<>();
    Optional<byte[]> own = resource(component.group() + ".txt");
    if (own.isPresent()) {
      texts.put("LICENSE.txt", own.get());
      return texts;
    }
    for (String licence : component.licence().orElseThrow().licences()) {
      String file = licence + ".txt";
      if (licence.equals("Apache-2.0")) {
        texts.put(file, Files.readAllBytes(apache));
      } else {
        resource(file).ifPresent(text -> texts.put(file, text));
      }
    }
    return texts;
  }

  private static Optional<byte[]> resource(String name) throws IOException {
    try (InputStream in = StandardTexts.class.getResourceAsStream("texts/" + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    }
  }
}
