package dev.migratedeploy.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.migratedeploy.history.StoredResult.Age;
import dev.migratedeploy.history.StoredResult.Outcome;
import dev.migratedeploy.history.StoredResult.Run;
import dev.migratedeploy.support.JsonText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a {@code result.json} of any version. It comes from a job, which may have written anything:
 * a value that is not what it should be is taken for absent.
 */
final class StoredResultReader {
  private static final int SCHEMA = 1;
  private static final int MOST_SCRIPTS = 5_000;
  private static final int LONGEST_CAUSE = 2_000;
  private static final int LONGEST_NAME = 300;

  /** Ours have thirteen letters at most. */
  private static final int LONGEST_VERDICT = 20;

  private int wrongClocks;

  private StoredResultReader() {}

  /**
   * Reads it.
   *
   * @param commit that the job deployed; a report of another one is not this job's
   */
  static JobReport read(String text, String commit) {
    JsonNode json;
    try {
      json = JsonText.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return new JobReport.Unreadable("it is not JSON");
    }
    if (!json.isObject() || !json.path("verdict").isTextual()) {
      return new JobReport.Unreadable("it holds no verdict");
    }
    Optional<String> of = text(json.path("commit"));
    if (of.isPresent() && !of.get().equals(commit)) {
      return new JobReport.Unreadable("it is of another commit");
    }
    return new JobReport.Read(new StoredResultReader().result(json));
  }

  private StoredResult result(JsonNode json) {
    List<StationTime> stations = stations(json);
    List<ScriptTime> scripts = scripts(json);
    JsonNode fleet = json.path("fleet");
    Run run =
        new Run(
            instant(json.path("startedAt")),
            duration(json.path("durationMs")),
            text(json.at("/database/versionAfter")),
            fleet.isObject() ? fleet.path("targets").size() : 1);
    return new StoredResult(age(json), outcome(json), run, stations, scripts, wrongClocks);
  }

  private static Age age(JsonNode json) {
    if (json.path("schema").asInt(SCHEMA) > SCHEMA) {
      return Age.NEWER;
    }
    return json.path("stations").isArray() ? Age.SAME : Age.OLDER;
  }

  private static Outcome outcome(JsonNode json) {
    return new Outcome(
        cut(json.path("verdict").asText(), LONGEST_VERDICT),
        json.path("exitCode").asInt(1),
        cut(json.path("cause").asText(""), LONGEST_CAUSE));
  }

  /** Earlier versions told the states of the task only. */
  private List<StationTime> stations(JsonNode json) {
    List<StationTime> stations = new ArrayList<>();
    if (json.path("stations").isArray()) {
      for (JsonNode station : json.path("stations")) {
        Optional<String> name = text(station.path("name"));
        Optional<Duration> time = duration(station.path("durationMs"));
        if (name.isPresent() && time.isPresent()) {
          stations.add(new StationTime(name.get(), time.get()));
        }
      }
      return stations;
    }
    long before = 0;
    String name = "provisioning";
    for (JsonNode state : json.at("/task/states")) {
      String status = state.path("status").asText();
      boolean begins = status.equals("PENDING") || status.equals("RUNNING");
      if (begins && state.path("afterMs").isIntegralNumber()) {
        long after = state.path("afterMs").asLong();
        if (after < before) {
          wrongClocks++;
          return stations;
        }
        stations.add(new StationTime(name, Duration.ofMillis(after - before)));
        before = after;
        name = "pending";
      }
    }
    return stations;
  }

  private List<ScriptTime> scripts(JsonNode json) {
    List<ScriptTime> scripts = new ArrayList<>();
    JsonNode observed = json.at("/observed/scripts");
    for (JsonNode script : observed) {
      Optional<String> name = text(script.path("script"));
      if (name.isPresent() && scripts.size() < MOST_SCRIPTS) {
        scripts.add(script(name.get(), script));
      }
    }
    return scripts.isEmpty() ? applied(json) : scripts;
  }

  private ScriptTime script(String name, JsonNode script) {
    return new ScriptTime(
        cut(name, LONGEST_NAME),
        text(script.path("version")).map(version -> cut(version, LONGEST_NAME)),
        cut(script.path("state").asText("running"), LONGEST_NAME),
        Optional.of(
            new ScriptTime.Work(
                Math.max(1, script.path("tries").asInt(1)),
                duration(script.path("durationMs")),
                duration(script.path("waitedMs")).orElse(Duration.ZERO),
                number(script.path("rows")),
                number(script.path("statementCount")).orElse(0L))));
  }

  /** Without the observer only the names of what was applied are known. */
  private static List<ScriptTime> applied(JsonNode json) {
    Set<String> names = new LinkedHashSet<>();
    json.at("/database/applied").forEach(name -> text(name).ifPresent(names::add));
    for (JsonNode target : json.at("/fleet/targets")) {
      target.path("applied").forEach(name -> text(name).ifPresent(names::add));
    }
    return names.stream()
        .limit(MOST_SCRIPTS)
        .map(
            name ->
                new ScriptTime(
                    cut(name, LONGEST_NAME), Optional.empty(), "applied", Optional.empty()))
        .toList();
  }

  private Optional<Duration> duration(JsonNode node) {
    Optional<Long> millis = number(node);
    if (millis.isPresent() && millis.get() < 0) {
      wrongClocks++;
      return Optional.empty();
    }
    return millis.map(Duration::ofMillis);
  }

  private static Optional<Long> number(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong()
        ? Optional.of(node.asLong())
        : Optional.empty();
  }

  private static Optional<Instant> instant(JsonNode node) {
    try {
      return text(node).map(time -> OffsetDateTime.parse(time).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank()
        ? Optional.of(node.asText())
        : Optional.empty();
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }
}
