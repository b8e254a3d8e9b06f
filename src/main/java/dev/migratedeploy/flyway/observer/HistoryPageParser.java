package dev.migratedeploy.flyway.observer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migratedeploy.flyway.observer.ObserverEvent.HistoryPage;
import java.util.List;
import java.util.Optional;

/** Reads a page of the schema history. */
final class HistoryPageParser {
  private static final int VERSION = 1;
  private static final int SCRIPT = 2;
  private static final int TYPE = 3;
  private static final int CHECKSUM = 4;
  private static final int SUCCESS = 5;
  private static final int STATE = 6;
  private static final int OF_THIS_RUN = 7;

  private HistoryPageParser() {}

  /** The page; absent if one of its rows cannot be read: half of a history proves nothing. */
  static Optional<ObserverEvent> page(ObserverJson json) {
    Optional<Integer> page = json.count("page").filter(number -> number > 0);
    Optional<Integer> pages = json.count("pages");
    List<HistoryRow> rows = rows(json, "rows");
    return page.isPresent()
            && pages.filter(all -> page.get() <= all).isPresent()
            && rows.size() == json.size("rows")
        ? Optional.of(
            new HistoryPage(page.get(), pages.get(), json.text("table", ObserverText.NAME), rows))
        : Optional.empty();
  }

  /** Those of a list that can be read. */
  static List<HistoryRow> rows(ObserverJson json, String key) {
    return json.list(key, HistoryPageParser::row);
  }

  private static Optional<HistoryRow> row(ObserverJson json) {
    JsonNode row = json.node();
    if (!row.isArray()
        || row.size() <= STATE
        || !row.get(SCRIPT).isTextual()
        || !row.get(SUCCESS).isBoolean()) {
      return Optional.empty();
    }
    return ObserverJson.number(row.get(0))
        .filter(rank -> Math.abs(rank) < Integer.MAX_VALUE)
        .map(
            rank ->
                new HistoryRow(
                    rank.intValue(),
                    Optional.ofNullable(row.get(VERSION).textValue())
                        .map(version -> ObserverText.of(version, ObserverText.NAME)),
                    ObserverText.of(row.get(SCRIPT).textValue(), ObserverText.PATH),
                    ObserverText.of(row.get(TYPE).asText(), ObserverText.WORD),
                    ObserverJson.number(row.get(CHECKSUM)).map(Long::intValue),
                    row.get(SUCCESS).booleanValue()
                        ? HistoryRow.State.of(row.get(STATE).asText())
                        : HistoryRow.State.FAILED,
                    row.size() > OF_THIS_RUN && row.get(OF_THIS_RUN).asBoolean()));
  }
}
