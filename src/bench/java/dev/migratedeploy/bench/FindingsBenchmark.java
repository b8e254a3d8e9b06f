package dev.migratedeploy.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.migratedeploy.changes.CommitPaths;
import dev.migratedeploy.changes.ComparisonBase.LastDeployment;
import dev.migratedeploy.changes.Deployments;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.changes.ScriptDetection;
import dev.migratedeploy.findings.Findings;
import dev.migratedeploy.findings.FindingsSettings;
import dev.migratedeploy.findings.Linter;
import dev.migratedeploy.findings.RuleContext;
import dev.migratedeploy.flyway.FlywayOptions;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What it takes to compare and check scripts that have all changed, in this process, from the
 * folder on the disk to the findings. GitLab's part is not in it.
 */
final class FindingsBenchmark {
  private static final int WARM_UPS = 1;
  private static final int RUNS = 5;

  /** On a machine with other work the time of the processors tells more than the wall's. */
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final String SCRIPTS = "scripts";
  private static final String SCRIPT =
      """
      -- Orders of the region %1$d; they're counted.
      CREATE TABLE orders_%1$d (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        region text NOT NULL DEFAULT 'north; west',
        placed_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX orders_%1$d_region ON orders_%1$d (region);
      CREATE OR REPLACE FUNCTION touch_%1$d() RETURNS trigger AS $$
      BEGIN
        UPDATE audit SET n = n + 1;
        RETURN new;
      END $$ LANGUAGE plpgsql;
      INSERT INTO orders_%1$d (region) VALUES ('a'), ('b''s'), ('c');
      UPDATE orders SET region = 'x' WHERE region_id = %1$d;
      ALTER TABLE customers ADD COLUMN c%1$d text, ALTER COLUMN name DROP NOT NULL;
      DELETE FROM queue_%1$d USING done WHERE done.id = queue_%1$d.id;
      UPDATE cache_%1$d SET stale = true;
      """;

  private FindingsBenchmark() {}

  static void run() throws IOException {
    Table table = new Table("findings", "comparing and checking scripts that are all new, ms");
    for (int scripts : new int[] {10, 100, 1_000, 10_000}) {
      Path project = Files.createTempDirectory("findings-bench");
      Path folder = Files.createDirectory(project.resolve(SCRIPTS));
      for (int i = 1; i <= scripts; i++) {
        Files.writeString(folder.resolve("V" + i + "__orders.sql"), SCRIPT.formatted(i));
      }
      List<Number> took = new ArrayList<>();
      List<Number> cpu = new ArrayList<>();
      for (int run = 0; run < WARM_UPS + RUNS; run++) {
        long start = System.nanoTime();
        long cpuBefore = SYSTEM.getProcessCpuTime();
        check(project, scripts);
        if (run >= WARM_UPS) {
          took.add((System.nanoTime() - start) / 1e6);
          cpu.add((SYSTEM.getProcessCpuTime() - cpuBefore) / 1e6);
        }
      }
      table.row("wall-" + scripts, "%,6d scripts".formatted(scripts), took);
      table.row("cpu-" + scripts, "        of the processors' time", cpu);
    }
    table.explain("The parser of SQL takes most of it, and as long for each script.");
    table.write();
  }

  private static void check(Path project, int scripts) {
    ScriptFolder read = ScriptFolder.read(project, SCRIPTS);
    ScriptChanges changes =
        new ScriptDetection(nothingDeployed(), SCRIPTS, ScriptFolder::counts)
            .sinceLastDeployment("bench", Optional.empty(), read.files());
    int findings =
        Findings.in(
                new RuleContext(
                    read.scripts(),
                    changes,
                    Set.of(),
                    Optional.empty(),
                    FlywayOptions.none(),
                    FindingsSettings.none(),
                    true),
                Linter.none(),
                note -> {})
            .size();
    if (findings != scripts) {
      throw new IllegalStateException(findings + " findings in " + scripts + " scripts");
    }
  }

  /** The last deployment, of a commit without scripts: every one is new. */
  private static Deployments nothingDeployed() {
    return new Deployments() {
      @Override
      public Optional<LastDeployment> lastSuccessful(String environment, Optional<String> jobName) {
        return Optional.of(new LastDeployment("9be01d4c", Instant.EPOCH, 1));
      }

      @Override
      public Optional<Map<String, String>> blobsOf(String revision, CommitPaths paths) {
        return Optional.of(Map.of());
      }

      @Override
      public Optional<String> textOf(String sha, String path, String blob) {
        return Optional.empty();
      }
    };
  }
}
