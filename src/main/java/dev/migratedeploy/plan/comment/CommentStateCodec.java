package dev.migratedeploy.plan.comment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.plan.comment.EnvironmentState.Outcome;
import dev.migratedeploy.plan.comment.EnvironmentState.Planned;
import dev.migratedeploy.support.JsonText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The hidden line. People may edit a comment, so whatever does not fit is as if it were not there:
 * the next job of that environment writes it again.
 */
final class CommentStateCodec {
  static final String BEGIN = "<!-- migrate-deploy:plan:1 ";
  private static final String END = " -->";
  private static final int LARGEST = 4 * 1024 * 1024;
  private static final ObjectMapper JSON = JsonText.MAPPER;

  private CommentStateCodec() {}

  static String of(CommentBody body) {
    ArrayNode list = JSON.createArrayNode();
    Map<String, ObjectNode> nodes = new LinkedHashMap<>();
    for (EnvironmentState part : body.parts()) {
      ObjectNode node = list.addObject();
      write(node, part);
      nodes.put(part.environment(), node);
    }
    for (RehearsalState part : body.rehearsals()) {
      ObjectNode node = nodes.computeIfAbsent(part.environment(), name -> list.addObject());
      RehearsalCodec.write(
          node.put("environment", part.environment()).putObject("rehearsal"), part);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
      deflated.write(list.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written to", e);
    }
    return BEGIN + Base64.getEncoder().encodeToString(bytes.toByteArray()) + END;
  }

  static CommentBody parse(String line) {
    if (!line.startsWith(BEGIN) || !line.endsWith(END)) {
      return new CommentBody(List.of());
    }
    String data = line.substring(BEGIN.length(), line.length() - END.length());
    try (InflaterInputStream inflated =
        new InflaterInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(data)))) {
      return body(JSON.readTree(inflated.readNBytes(LARGEST)));
    } catch (IOException | IllegalArgumentException e) {
      return new CommentBody(List.of());
    }
  }

  private static void write(ObjectNode node, EnvironmentState part) {
    node.put("environment", part.environment())
        .put("title", part.title())
        .put("safe", part.safe())
        .put("cause", part.cause())
        .put("version", part.version().orElse(null))
        .put("commit", part.commit())
        .put("pipeline", part.pipeline())
        .put("inTheWay", part.inTheWay().orElse(null));
    ArrayNode findings = node.putArray("findings");
    part.findings().forEach(findings::add);
    ArrayNode rows = node.putArray("rows");
    for (ScriptRow row : part.rows()) {
      TouchedCodec.write(
          row,
          rows.addArray()
              .add(row.script())
              .add(row.version().orElse(null))
              .add(row.state())
              .add(row.day().orElse(null)));
    }
  }

  private static CommentBody body(JsonNode list) {
    List<EnvironmentState> parts = new ArrayList<>();
    List<RehearsalState> rehearsals = new ArrayList<>();
    for (JsonNode node : list) {
      RehearsalCodec.read(node.path("environment").asText(), node.path("rehearsal"))
          .ifPresent(rehearsals::add);
      if (!node.path("title").isTextual()) {
        continue; // rehearsed, and not planned yet
      }
      List<ScriptRow> rows = new ArrayList<>();
      for (JsonNode row : node.path("rows")) {
        rows.add(
            new ScriptRow(
                row.path(0).asText(),
                text(row.path(1)),
                row.path(2).asText(),
                text(row.path(3)),
                TouchedCodec.read(row.path(4))));
      }
      List<String> findings = new ArrayList<>();
      node.path("findings").forEach(finding -> findings.add(finding.asText()));
      parts.add(
          new EnvironmentState(
              node.path("environment").asText(),
              new Outcome(
                  node.path("title").asText(),
                  node.path("safe").asBoolean(),
                  node.path("cause").asText()),
              text(node.path("version")),
              new Planned(node.path("commit").asText(), node.path("pipeline").asLong()),
              rows,
              findings,
              text(node.path("inTheWay"))));
    }
    return new CommentBody(parts, rehearsals);
  }

  static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }
}
