package dev.migratedeploy.localcloud.container;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migratedeploy.localcloud.registry.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an image says about how to run it.
 *
 * @param workingDirectory absolute, within the image
 * @param diffIds the digests of its layers, not compressed
 */
record ImageConfig(
    List<String> entrypoint,
    List<String> command,
    Map<String, String> environment,
    String workingDirectory,
    List<Digest> diffIds) {

  static ImageConfig of(JsonNode json) {
    JsonNode config = json.path("config");
    Map<String, String> environment = new LinkedHashMap<>();
    for (String entry : texts(config.path("Env"))) {
      int equals = entry.indexOf('=');
      environment.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    return new ImageConfig(
        texts(config.path("Entrypoint")),
        texts(config.path("Cmd")),
        environment,
        "/" + config.path("WorkingDir").asText(""),
        texts(json.path("rootfs").path("diff_ids")).stream().map(Digest::new).toList());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
