package dev.migratedeploy.flyway.observer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what the observer in a task writes, line by line. */
public final class ObserverScript {
  public static final String KEY = "0123456789abcdef";
  public static final String KEY_LINE = "[migrate-deploy] observer key=" + KEY;

  private static final JsonMapper MAPPER = new JsonMapper();

  private final List<String> lines = new ArrayList<>(List.of(KEY_LINE));
  private int run = 1;
  private int number;
  private long time;

  /** A line of Flyway or of a script. */
  public ObserverScript plain(String text) {
    lines.add(text);
    return this;
  }

  /** A line of the observer. */
  public ObserverScript say(String event, Object... keysAndValues) {
    number++;
    time += 10;
    lines.add(line(run, number, time, event, keysAndValues));
    return this;
  }

  /** The next run of Flyway in the same container. */
  public ObserverScript nextRun() {
    run++;
    number = 0;
    return this;
  }

  public ObserverScript started() {
    return say(
        "started",
        "observer",
        "0.1.0",
        "try",
        run,
        "flyway",
        "12.4.0",
        "product",
        "PostgreSQL",
        "supported",
        true);
  }

  public ObserverScript begun(String script) {
    return say("script", "script", script, "transaction", true, "pid", 1200);
  }

  public ObserverScript applied(String script) {
    return say("applied", "script", script, "ms", 1200, "statements", 2, "omitted", 0);
  }

  public ObserverScript failed(String script, Boolean rolledBack, boolean lock) {
    return say(
        "failed",
        "script",
        script,
        "statement",
        1,
        "line",
        3,
        "kind",
        "ALTER TABLE",
        "ms",
        5000,
        "state",
        lock ? "55P03" : "23502",
        "rolledBack",
        rolledBack,
        "lock",
        lock);
  }

  /** The whole history in one page. */
  public ObserverScript history(Object... rows) {
    return say(
        "history",
        "page",
        1,
        "pages",
        1,
        "table",
        "public.flyway_schema_history",
        "rows",
        Arrays.asList(rows));
  }

  public ObserverScript end(String result) {
    return say("end", "result", result, "statements", 2, "scripts", 1);
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** A row of the history that is as it should be. */
  public static List<Object> row(int rank, @Nullable String version, String script) {
    return row(rank, version, script, "SQL", 1, true, "applied", false);
  }

  public static List<Object> failedRow(int rank, String version, String script) {
    return row(rank, version, script, "SQL", 1, false, "failed", false);
  }

  public static List<Object> row(
      int rank,
      @Nullable String version,
      String script,
      String type,
      @Nullable Integer checksum,
      boolean success,
      String state,
      boolean ofThisRun) {
    List<Object> row =
        new ArrayList<>(Arrays.asList(rank, version, script, type, checksum, success, state));
    if (ofThisRun) {
      row.add(true);
    }
    return row;
  }

  public static String line(int run, int number, long time, String event, Object... keysAndValues) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("v", 1);
    json.put("run", run);
    json.put("n", number);
    json.put("t", time);
    json.put("event", event);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      json.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    try {
      return "[migrate-deploy:" + KEY + "] " + MAPPER.writeValueAsString(json);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What comes of the lines. */
  public static Observed read(List<String> lines) {
    ObserverLogParser parser = new ObserverLogParser();
    lines.forEach(parser::line);
    return parser.result();
  }

  public Observed read() {
    return read(lines);
  }
}
