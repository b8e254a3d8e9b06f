package dev.migratedeploy.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.logs.EndMarker;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.ConfigurationChange;
import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.deploy.event.DeployEvent.TaskStateChanged;
import dev.migratedeploy.deploy.event.RunInfo;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.verdict.UnappliedScript;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code result.json}: the whole run, in the schema that the manual documents. */
final class ResultJson {
  private static final int SCHEMA = 1;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ResultJson() {}

  static String of(RunSummary run, Duration took) {
    ObjectNode result = JSON.createObjectNode().put("schema", SCHEMA);
    run.verdict().ifPresent(verdict -> verdict(result, verdict));
    run.info().ifPresent(heading -> heading(result, heading));
    result.put("startedAt", run.startedAt().toString()).put("durationMs", took.toMillis());
    run.changes()
        .ifPresent(found -> scripts(result.putObject("scripts"), found.changes(), found.scripts()));
    run.changes()
        .ifPresent(
            found ->
                configuration(result.putArray("configuration"), found.changes().configuration()));
    run.findings().ifPresent(found -> findings(result.putArray("findings"), found.findings()));
    run.image().ifPresent(image -> image(result.putObject("image"), image));
    run.task().ifPresent(task -> task(result.putObject("task"), task, run));
    run.log().ifPresent(log -> log(result.putObject("log"), log));
    run.flyway().ifPresent(flyway -> database(result.putObject("database"), flyway));
    try {
      return JSON.writeValueAsString(result) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException("a tree of JSON nodes can always be written", e);
    }
  }

  private static void verdict(ObjectNode result, Verdict verdict) {
    VerdictDetails explanation = verdict.explanation();
    result
        .put("verdict", verdict.title())
        .put("exitCode", verdict.exitCode())
        .put("cause", explanation.cause());
    ArrayNode details = result.putArray("details");
    explanation.details().forEach(details::add);
    result.put("state", explanation.state().orElse(null));
    result.put("next", explanation.next().orElse(null));
    ArrayNode unapplied = result.putArray("unapplied");
    for (UnappliedScript script : verdict.unapplied()) {
      unapplied.addObject().put("path", script.path()).put("reason", script.reason().key());
    }
  }

  private static void heading(ObjectNode result, RunInfo heading) {
    result
        .put("version", heading.version())
        .put("project", heading.project())
        .put("environment", heading.environment())
        .put("ref", heading.ref().orElse(null))
        .put("commit", heading.commit())
        .put("job", heading.job().orElse(null));
  }

  private static void scripts(ObjectNode scripts, ScriptChanges changes, int total) {
    scripts.put("total", total).put("since", since(changes.baseline()));
    ArrayNode list = scripts.putArray("changes");
    for (ScriptChange change : changes.changes()) {
      list.addObject()
          .put("kind", change.kind().name().toLowerCase(Locale.ROOT))
          .put("path", change.path())
          .put("previousPath", change.previousPath().orElse(null));
    }
  }

  static void configuration(ArrayNode list, List<ConfigurationChange> changes) {
    for (ConfigurationChange change : changes) {
      list.addObject()
          .put("aspect", change.aspect().key())
          .put("name", change.name())
          .put("before", change.before().orElse(null))
          .put("now", change.now().orElse(null));
    }
  }

  private static void findings(ArrayNode list, List<Finding> findings) {
    for (Finding finding : findings) {
      list.addObject()
          .put("rule", finding.rule())
          .put("severity", finding.severity().word())
          .put("path", finding.path())
          .put("line", finding.line() == 0 ? null : (Integer) finding.line())
          .put("message", finding.message())
          .put("next", finding.next());
    }
  }

  private static @Nullable String since(ComparisonBase baseline) {
    if (baseline instanceof ComparisonBase.LastDeployment last) {
      return last.sha();
    }
    if (baseline instanceof ComparisonBase.GivenCommit given) {
      return given.sha();
    }
    return baseline instanceof ComparisonBase.LostCommit lost ? lost.sha() : null;
  }

  private static void image(ObjectNode node, PublishedImage image) {
    node.put("repository", image.repository())
        .put("tag", image.tag())
        .put("digest", image.digest())
        .put("pushed", !image.alreadyThere());
  }

  private static void task(ObjectNode node, RunningTask task, RunSummary run) {
    node.put("arn", task.arn())
        .put("cluster", task.cluster())
        .put("definition", task.definition())
        .put("container", task.container());
    ArrayNode states = node.putArray("states");
    for (TaskStateChanged seen : run.states()) {
      states
          .addObject()
          .put("status", seen.state().status())
          .put("afterMs", seen.elapsed().toMillis())
          .put("stopCode", seen.state().stopCode().orElse(null))
          .put("stoppedReason", seen.state().stoppedReason().orElse(null));
    }
  }

  private static void log(ObjectNode node, LogSummary log) {
    node.put("lines", log.lines())
        .put("written", log.end().map(EndMarker::lines).orElse(null))
        .put("complete", log.complete())
        .put("unreadable", log.unreadable().orElse(null));
  }

  private static void database(ObjectNode node, MigrationResult flyway) {
    node.put("versionBefore", flyway.versionBefore().orElse(null))
        .put("versionAfter", flyway.versionAfter().orElse(null));
    ArrayNode applied = node.putArray("applied");
    flyway.applied().forEach(applied::add);
    node.put("failed", flyway.failedMigration().orElse(null));
  }
}
