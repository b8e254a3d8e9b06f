package dev.migratedeploy.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code plan.json}: what a deploy would do, in the schema that the manual documents. */
final class PlanJson {
  private static final int SCHEMA = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private PlanJson() {}

  static String of(Plan plan, Optional<ScriptsChecked> found, Verdict verdict) {
    ObjectNode file =
        JSON.createObjectNode()
            .put("schema", SCHEMA)
            .put("environment", plan.environment())
            .put("version", plan.version().orElse(null))
            .put("verdict", verdict.title())
            .put("exitCode", verdict.exitCode());
    ArrayNode scripts = file.putArray("scripts");
    plan.scripts().forEach(script -> add(scripts.addObject(), script));
    ArrayNode findings = file.putArray("findings");
    found
        .map(ScriptsChecked::findings)
        .orElse(List.of())
        .forEach(finding -> add(findings.addObject(), finding));
    return file.toPrettyString() + "\n";
  }

  private static void add(ObjectNode node, Finding finding) {
    node.put("rule", finding.rule())
        .put("severity", finding.severity().word())
        .put("path", finding.path())
        .put("line", finding.line())
        .put("message", finding.message())
        .put("next", finding.next());
  }

  private static void add(ObjectNode node, PlannedScript script) {
    node.put("path", script.path().orElse(null))
        .put("version", script.version().orElse(null))
        .put("description", script.description())
        .put("state", script.state().name().toLowerCase(Locale.ROOT))
        .put("installedOn", script.installedOn().orElse(null));
  }
}
