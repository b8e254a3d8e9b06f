package dev.migratedeploy.plan.comment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.migratedeploy.plan.state.TouchedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of a script in the hidden line; one of an earlier version has none. */
final class TouchedCodec {
  private TouchedCodec() {}

  static void write(ScriptRow script, ArrayNode row) {
    if (script.touches().isEmpty()) {
      return;
    }
    ArrayNode tables = row.addArray();
    for (TouchedTable table : script.touches()) {
      tables
          .addArray()
          .add(table.name())
          .add(table.bytes().orElse(null))
          .add(table.rows().orElse(null))
          .add(table.kind().orElse(null));
    }
  }

  static List<TouchedTable> read(JsonNode tables) {
    List<TouchedTable> read = new ArrayList<>();
    for (JsonNode table : tables) {
      CommentStateCodec.text(table.path(0))
          .ifPresent(
              name ->
                  read.add(
                      new TouchedTable(
                          name,
                          number(table.path(1)),
                          number(table.path(2)),
                          CommentStateCodec.text(table.path(3)))));
    }
    return read;
  }

  private static Optional<Long> number(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.asLong() >= 0
        ? Optional.of(node.asLong())
        : Optional.empty();
  }
}
