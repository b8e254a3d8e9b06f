package dev.migratedeploy.plan.comment;

import static dev.migratedeploy.plan.comment.CommentStateCodec.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.plan.comment.EnvironmentState.Outcome;
import dev.migratedeploy.plan.comment.EnvironmentState.Planned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An environment's rehearsal in the hidden line; one of an earlier version has none. */
final class RehearsalCodec {
  private RehearsalCodec() {}

  static void write(ObjectNode node, RehearsalState rehearsal) {
    node.put("title", rehearsal.outcome().title())
        .put("safe", rehearsal.outcome().safe())
        .put("cause", rehearsal.outcome().cause())
        .put("commit", rehearsal.planned().commit())
        .put("pipeline", rehearsal.planned().pipeline())
        .put("database", rehearsal.database().orElse(null))
        .put("without", rehearsal.without().orElse(null));
    ArrayNode rows = node.putArray("rows");
    for (RehearsedRow row : rehearsal.rows()) {
      ArrayNode written =
          rows.addArray()
              .add(row.script())
              .add(row.version().orElse(null))
              .add(row.result())
              .add(row.took().orElse(null));
      ArrayNode tables = written.addArray();
      row.touches().forEach(table -> tables.add(table.table()).add(table.words()));
      ArrayNode changes = written.add(row.changed()).addArray();
      row.changes().forEach(changes::add);
    }
    ArrayNode findings = node.putArray("findings");
    for (ReviewedFinding finding : rehearsal.findings()) {
      findings
          .addArray()
          .add(finding.severity().word())
          .add(finding.place())
          .add(finding.rule())
          .add(finding.text());
    }
  }

  static Optional<RehearsalState> read(String environment, JsonNode node) {
    return text(node.path("title"))
        .map(
            title ->
                new RehearsalState(
                    environment,
                    new Outcome(title, node.path("safe").asBoolean(), node.path("cause").asText()),
                    new Planned(node.path("commit").asText(), node.path("pipeline").asLong()),
                    text(node.path("database")),
                    text(node.path("without")),
                    rows(node.path("rows")),
                    findings(node.path("findings"))));
  }

  private static List<RehearsedRow> rows(JsonNode list) {
    List<RehearsedRow> rows = new ArrayList<>();
    for (JsonNode row : list) {
      List<MeasuredTable> tables = new ArrayList<>();
      JsonNode names = row.path(4);
      for (int i = 0; i + 1 < names.size(); i += 2) {
        tables.add(new MeasuredTable(names.path(i).asText(), names.path(i + 1).asText()));
      }
      List<String> changes = new ArrayList<>();
      row.path(6).forEach(change -> changes.add(change.asText()));
      rows.add(
          new RehearsedRow(
              row.path(0).asText(),
              text(row.path(1)),
              row.path(2).asText(),
              text(row.path(3)),
              tables,
              changes,
              row.path(5).asInt()));
    }
    return rows;
  }

  private static List<ReviewedFinding> findings(JsonNode list) {
    List<ReviewedFinding> findings = new ArrayList<>();
    for (JsonNode finding : list) {
      findings.add(
          new ReviewedFinding(
              Severity.named(finding.path(0).asText()).orElse(Severity.WARNING),
              finding.path(1).asText(),
              finding.path(2).asText(),
              finding.path(3).asText()));
    }
    return findings;
  }
}
