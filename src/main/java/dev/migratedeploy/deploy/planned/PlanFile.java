package dev.migratedeploy.deploy.planned;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.migratedeploy.deploy.request.PlannedContents;
import dev.migratedeploy.flyway.observer.HistoryMark;
import dev.migratedeploy.support.JsonText;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a {@code plan.json}, and refuses one that no deploy can be held to. */
public final class PlanFile {
  /** Thousands of scripts with their names and hashes are far smaller. */
  private static final long MOST_BYTES = 64L << 20;

  /** The one that the manual documents. */
  private static final int SCHEMA = 1;

  private final Path path;
  private final String name;
  private final String environment;

  /**
   * A file.
   *
   * @param name as it was given
   * @param environment the one that is to be deployed to
   */
  public PlanFile(Path path, String name, String environment) {
    this.path = path;
    this.name = name;
    this.environment = environment;
  }

  /**
   * The plan.
   *
   * @throws RefusedException if there is none, or it is one of another environment, not SAFE, not
   *     whole, or was changed
   */
  public PlannedDeploy read() {
    JsonNode plan = json();
    JsonNode planned = plan.path("planned");
    String of = plan.path("environment").asText("");
    if (!plan.isObject() || of.isEmpty() || !plan.path("scripts").isArray()) {
      throw refused("is no plan.json of migrate-deploy");
    }
    if (!plan.path("schema").isMissingNode() && plan.path("schema").asInt(-1) != SCHEMA) {
      throw refused(
          "has the format %s, and this migrate-deploy knows %d only: another version wrote it"
              .formatted(plan.path("schema").asText("?"), SCHEMA));
    }
    if (!of.equals(environment)) {
      throw refused("is a plan of environment " + of + ", not of " + environment);
    }
    String verdict = plan.path("verdict").asText("");
    if (!verdict.equals("SAFE")) {
      throw refused("is a plan that ended with " + verdict + ": only one that is SAFE is deployed");
    }
    if (plan.path("versions").isArray()) {
      throw refused("is a plan of many databases, of which --as-planned compares none");
    }
    if (!planned.isObject()) {
      throw refused("does not say what was planned: an older migrate-deploy wrote it");
    }
    PlannedDeploy read = planned(verdict, plan, planned);
    if (!read.seal().equals(planned.path("seal").asText(""))) {
      throw refused("was changed after the plan was made");
    }
    if (read.history().isEmpty()) {
      throw refused(
          "does not say what was in the database: the observer inside Flyway could not tell it");
    }
    return read;
  }

  private PlannedDeploy planned(String verdict, JsonNode plan, JsonNode planned) {
    List<String> pending = new ArrayList<>();
    for (JsonNode script : plan.path("scripts")) {
      if (script.path("state").asText("").equals("pending")) {
        pending.add(script.path("path").asText(""));
      }
    }
    JsonNode history = planned.path("history");
    return new PlannedDeploy(
        environment,
        verdict,
        new PlannedDeploy.Image(planned.path("tag").asText(""), planned.path("image").asText("")),
        new PlannedContents(texts(planned.path("files")), texts(planned.path("settings"))),
        pending,
        HistoryMark.of(
            history.path("rank").asInt(-1),
            history.path("rows").asInt(-1),
            history.path("digest").asText(""),
            Optional.ofNullable(history.path("version").textValue())));
  }

  private static SortedMap<String, String> texts(JsonNode object) {
    SortedMap<String, String> texts = new TreeMap<>();
    object.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText("")));
    return texts;
  }

  private JsonNode json() {
    try {
      if (!Files.isRegularFile(path)) {
        throw refused(Files.isDirectory(path) ? "is a folder" : "does not exist");
      }
      if (Files.size(path) > MOST_BYTES) {
        throw refused("is too large for a plan.json");
      }
      return JsonText.MAPPER.readTree(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw refused("is no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (IOException e) {
      throw refused("cannot be read (" + e + ")");
    }
  }

  private RefusedException refused(String why) {
    return new RefusedException(
        Problem.of(
            "could not deploy as planned: " + name + " " + why,
            "run "
                + OwnCommand.of("plan", environment)
                + " again, look at it, and give --as-planned the plan.json in its report folder;"
                + " in GitLab the deploy job needs the artifacts of the plan job of its own pipeline"
                + " (the template's input plan: \"branch\")"));
  }
}
