package dev.migratedeploy.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.plan.pending.EnvironmentStatus;
import dev.migratedeploy.plan.pending.PendingScript;
import dev.migratedeploy.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** {@code plan.json} of {@code plan --all}, in the schema that the manual documents. */
final class PendingJson {
  private static final int SCHEMA = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private PendingJson() {}

  static String of(List<EnvironmentStatus> debts, Verdict verdict) {
    ObjectNode file =
        JSON.createObjectNode()
            .put("schema", SCHEMA)
            .put("verdict", verdict.title())
            .put("exitCode", verdict.exitCode());
    ArrayNode environments = file.putArray("environments");
    debts.forEach(debt -> add(environments.addObject(), debt));
    return file.toPrettyString() + "\n";
  }

  private static void add(ObjectNode node, EnvironmentStatus debt) {
    node.put("environment", debt.environment());
    if (debt instanceof EnvironmentStatus.NotKnown unknown) {
      node.put("problem", unknown.why());
      return;
    }
    EnvironmentStatus.Known known = (EnvironmentStatus.Known) debt;
    node.put("job", known.job().orElse(null));
    if (known.baseline() instanceof ComparisonBase.LastDeployment last) {
      node.put("deployed", last.sha()).put("deployedAt", last.finishedAt().toString());
    } else {
      node.putNull("deployed").putNull("deployedAt");
    }
    ResultJson.configuration(node.putArray("configuration"), known.configuration());
    ArrayNode scripts = node.putArray("scripts");
    for (PendingScript script : known.waiting()) {
      scripts
          .addObject()
          .put("path", script.path())
          .put("kind", script.kind().name().toLowerCase(Locale.ROOT))
          .put("since", script.since().map(Instant::toString).orElse(null));
    }
  }
}
