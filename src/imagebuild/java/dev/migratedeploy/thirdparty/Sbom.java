package dev.migratedeploy.thirdparty;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.support.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A bill of materials: what a jar or an image is made of, as CycloneDX 1.6 writes it in JSON. The
 * same parts give the same bytes: it has no time, and its serial number is made of its content.
 *
 * @param whole what it is about
 * @param parts all that is in it
 */
public record Sbom(Component whole, List<Component> parts) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public Sbom {
    // A library may lie in an image twice, and is one part.
    Map<String, Component> byPurl = new TreeMap<>();
    parts.forEach(part -> byPurl.putIfAbsent(part.purl(), part));
    parts = List.copyOf(byPurl.values());
  }

  /** Writes it into a file. */
  public void write(Path file) throws IOException {
    ObjectNode bom = JSON.createObjectNode();
    bom.put("bomFormat", "CycloneDX").put("specVersion", "1.6");
    ObjectNode metadata = JSON.createObjectNode();
    metadata.set("component", node(whole));
    ArrayNode components = JSON.createArrayNode();
    ArrayNode refs = JSON.createArrayNode();
    for (Component part : parts) {
      components.add(node(part));
      refs.add(part.purl());
    }
    ObjectNode contents = JSON.createObjectNode().put("ref", whole.purl());
    contents.set("dependsOn", refs);
    byte[] content = (metadata.toString() + components).getBytes(StandardCharsets.UTF_8);
    bom.put("serialNumber", "urn:uuid:" + UUID.nameUUIDFromBytes(content)).put("version", 1);
    bom.set("metadata", metadata);
    bom.set("components", components);
    bom.putArray("dependencies").add(contents);
    Files.writeString(file, JSON.writeValueAsString(bom) + "\n");
  }

  private static ObjectNode node(Component component) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("type", component.type())
        .put("bom-ref", component.purl())
        .put("name", component.name())
        .put("version", component.version());
    if (component.file().isPresent()) {
      node.putArray("hashes")
          .addObject()
          .put("alg", "SHA-256")
          .put("content", Hash.SHA256.of(Files.readAllBytes(component.file().get())));
    }
    component.licence().ifPresent(licence -> licence(node.putArray("licenses"), licence));
    component.cpe().ifPresent(cpe -> node.put("cpe", cpe));
    if (component.purl().startsWith("pkg:")) {
      node.put("purl", component.purl());
    }
    return node;
  }

  private static void licence(ArrayNode licences, LicenceExpression licence) {
    if (licence.text().matches("(?!LicenseRef-)[A-Za-z0-9.+-]+")) {
      licences.addObject().putObject("license").put("id", licence.text());
    } else {
      licences.addObject().put("expression", licence.text());
    }
  }
}
