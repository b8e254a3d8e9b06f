package dev.migratedeploy.flyway.observer;

import dev.migratedeploy.flyway.observer.ObserverEvent.Blocked;
import dev.migratedeploy.flyway.observer.ObserverEvent.Ended;
import dev.migratedeploy.flyway.observer.ObserverEvent.GaveUp;
import dev.migratedeploy.flyway.observer.ObserverEvent.HistoryCleared;
import dev.migratedeploy.flyway.observer.ObserverEvent.HistoryCompared;
import dev.migratedeploy.flyway.observer.ObserverEvent.HistoryNotChecked;
import dev.migratedeploy.flyway.observer.ObserverEvent.HistoryTold;
import dev.migratedeploy.flyway.observer.ObserverEvent.InvalidIndexLeft;
import dev.migratedeploy.flyway.observer.ObserverEvent.LockRetry;
import dev.migratedeploy.flyway.observer.ObserverEvent.Lost;
import dev.migratedeploy.flyway.observer.ObserverEvent.OwnLockTimeout;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptApplied;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptBegun;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptFailed;
import dev.migratedeploy.flyway.observer.ObserverEvent.Sizes;
import dev.migratedeploy.flyway.observer.ObserverEvent.Started;
import dev.migratedeploy.flyway.observer.ObserverEvent.StatementDone;
import dev.migratedeploy.flyway.observer.ObserverEvent.StatementRunning;
import dev.migratedeploy.flyway.observer.ObserverEvent.Unblocked;
import dev.migratedeploy.flyway.observer.ObserverEvent.Unfamiliar;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the JSON object of one line. */
final class ObserverLineParser {
  private static final long VERSION = 1;
  private static final int MOST_TRIES = 10_000;

  private final ObserverJson json;

  private ObserverLineParser(ObserverJson json) {
    this.json = json;
  }

  /** The line; absent if it cannot be one of the observer's. */
  static Optional<ObserverLine> parse(String text) {
    return ObserverJson.parse(text).flatMap(ObserverLineParser::line);
  }

  private static Optional<ObserverLine> line(ObserverJson json) {
    Optional<Integer> run = json.count("run").filter(number -> number > 0);
    Optional<Integer> number = json.count("n").filter(count -> count > 0);
    Optional<String> name = json.text("event", ObserverText.WORD);
    if (run.isEmpty() || number.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    ObserverEvent event =
        Optional.of(new ObserverLineParser(json))
            .filter(same -> json.number("v").equals(Optional.of(VERSION)))
            .flatMap(reader -> reader.event(name.get()))
            .orElseGet(() -> new Unfamiliar(name.get()));
    return Optional.of(
        new ObserverLine(run.get(), number.get(), json.time("t").orElse(Duration.ZERO), event));
  }

  private Optional<ObserverEvent> event(String name) {
    return switch (name) {
      case "started" -> Optional.of(started());
      case "history" -> HistoryPageParser.page(json);
      case "state" -> HistoryMark.read(json).map(HistoryTold::new);
      case "as-planned" -> HistoryMark.read(json).map(this::compared);
      case "not-checked" -> Optional.of(new HistoryNotChecked(word("why")));
      case "sizes" -> Optional.of(sizes());
      case "lost" -> Optional.of(new Lost(word("what"), word("why")));
      case "end" -> Optional.of(new Ended(word("result"), count("statements"), count("scripts")));
      case "invalid-index" ->
          json.text("index", ObserverText.NAME)
              .map(index -> new InvalidIndexLeft(index, json.text("table", ObserverText.NAME)));
      default -> json.text("script", ObserverText.PATH).flatMap(script -> ofScript(name, script));
    };
  }

  private HistoryCompared compared(HistoryMark now) {
    return new HistoryCompared(
        json.flag("same").orElse(false),
        json.flag("again").orElse(false),
        now,
        HistoryPageParser.rows(json, "since"));
  }

  private Optional<ObserverEvent> ofScript(String name, String script) {
    return Optional.ofNullable(
        switch (name) {
          case "script" -> begun(script);
          case "running" -> new StatementRunning(at(script), time("ms"));
          case "statement" ->
              new StatementDone(at(script), time("ms"), json.number("rows"), json.count("batch"));
          case "own-lock-timeout" -> new OwnLockTimeout(script, json.count("line"));
          case "applied" ->
              new ScriptApplied(
                  script,
                  time("ms"),
                  count("statements"),
                  json.number("rows"),
                  count("omitted"),
                  json.list("locks", ObserverLineParser::lock));
          case "blocked" -> blocked(script);
          case "unblocked" -> new Unblocked(script, count("statement"), time("ms"));
          case "failed" -> failed(script);
          case "retry" ->
              new LockRetry(
                  script, count("try"), count("of"), time("pauseMs"), time("waitedMs"), by());
          case "gave-up" -> new GaveUp(script, count("try"), count("of"), time("waitedMs"), by());
          case "cleared" -> new HistoryCleared(script, count("rank"));
          default -> null;
        });
  }

  private Started started() {
    return new Started(
        word("observer"),
        Math.max(1, count("try")),
        json.text("flyway", ObserverText.WORD),
        json.text("product", ObserverText.WORD),
        json.text("productVersion", ObserverText.WORD),
        json.flag("supported").orElse(false),
        json.object("locks").flatMap(ObserverLineParser::tries));
  }

  private static Optional<LockTries> tries(ObserverJson json) {
    return json.time("wait")
        .flatMap(
            wait ->
                json.count("tries")
                    .map(
                        tries ->
                            new LockTries(
                                wait,
                                Math.max(1, Math.min(tries, MOST_TRIES)),
                                json.time("pause").orElse(Duration.ZERO))));
  }

  private ScriptBegun begun(String script) {
    return new ScriptBegun(
        script,
        json.text("version", ObserverText.NAME),
        json.text("description", ObserverText.NAME),
        json.flag("transaction").orElse(false),
        json.number("pid"),
        new LockTimeout(json.time("lockTimeout"), LockTimeout.By.of(word("lockTimeoutBy"))));
  }

  private Blocked blocked(String script) {
    return new Blocked(
        at(script),
        json.text("table", ObserverText.NAME),
        json.text("mode", ObserverText.WORD),
        time("ms"),
        by(),
        count("behind"));
  }

  private ScriptFailed failed(String script) {
    return new ScriptFailed(
        at(script),
        time("ms"),
        json.text("state", ObserverText.WORD),
        json.number("code").filter(code -> Math.abs(code) < Integer.MAX_VALUE).map(Long::intValue),
        json.flag("rolledBack"),
        json.flag("lock").orElse(false));
  }

  private Sizes sizes() {
    return new Sizes(
        json.list("tables", ObserverLineParser::size),
        json.list("unknown", ObserverLineParser::name),
        json.object("oldest").flatMap(ObserverLineParser::session));
  }

  private StatementRef at(String script) {
    return new StatementRef(
        script,
        count("statement"),
        json.count("line").filter(line -> line > 0),
        json.text("kind", ObserverText.WORD));
  }

  private List<DatabaseSession> by() {
    return json.list("by", ObserverLineParser::session);
  }

  private static Optional<DatabaseSession> session(ObserverJson json) {
    return json.number("pid")
        .map(
            pid ->
                new DatabaseSession(
                    pid,
                    json.text("user", ObserverText.WORD),
                    json.text("application", ObserverText.WORD),
                    json.text("state", ObserverText.WORD),
                    json.time("transactionMs"),
                    json.time("stateMs"),
                    json.flag("own").orElse(false)));
  }

  private static Optional<TableLock> lock(ObserverJson json) {
    return json.text("table", ObserverText.NAME)
        .flatMap(
            table -> json.text("mode", ObserverText.WORD).map(mode -> new TableLock(table, mode)));
  }

  private static Optional<TableSize> size(ObserverJson json) {
    return json.text("table", ObserverText.NAME)
        .map(
            table ->
                new TableSize(
                    table,
                    json.number("bytes").filter(bytes -> bytes >= 0),
                    json.number("rows").filter(rows -> rows >= 0),
                    json.text("kind", ObserverText.WORD)));
  }

  private static Optional<String> name(ObserverJson json) {
    return Optional.ofNullable(json.node().textValue())
        .flatMap(text -> ObserverText.visible(text, ObserverText.NAME));
  }

  private String word(String key) {
    return json.text(key, ObserverText.WORD).orElse("");
  }

  private int count(String key) {
    return json.count(key).orElse(0);
  }

  private Duration time(String key) {
    return json.time(key).orElse(Duration.ZERO);
  }
}
