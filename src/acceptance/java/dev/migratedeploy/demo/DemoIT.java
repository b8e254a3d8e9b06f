package dev.migratedeploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvn -Pdemo}, as a process of its own. */
class DemoIT {
  private final Path temporary;

  DemoIT(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  /** Also in a locale that the machine does not have, as after a login from another one. */
  @Test
  void nothingIsLeftInTheTemporaryDirectory() throws Exception {
    Process demo = start("-Ddemo.causes=a script comes too late", Map.of("LC_ALL", "xx_XX.UTF-8"));
    String output = output(demo);

    assertThat(demo.waitFor()).as(output).isZero();
    assertThat(output).contains("──── a script comes too late ────").doesNotContain("Exception");
    assertThat(left()).isEmpty();
  }

  /** What the job says while somebody else holds the lock that a script needs. */
  @Test
  void theDemoOfLocksIsGreenAfterTheLockIsLetGoAndRedIfItIsNot() throws Exception {
    Process demo = startWithBuiltTool("-Ddemo.locks=true");
    String output = output(demo);

    assertThat(demo.waitFor()).as(output).isZero();
    assertThat(output)
        .containsPattern(
            "\\d\\d:\\d\\d  V2__region_not_null.sql, line 3 \\(ALTER TABLE\\), waits for ACCESS"
                + " EXCLUSIVE on orders, held by pid \\d+ \\(report_user, \"nightly report\", idle"
                + " in transaction for ")
        .containsPattern("as a DBA: SELECT pg_terminate_backend\\(\\d+\\)\n")
        .contains(
            "up to 3 tries of 2 s, with pauses of 1 s to 2 s between them: 9 s at most, and a"
                + " start")
        .containsPattern("lock not obtained in [\\d.]+ s; rolled back. Try 2 of 3 in 1 s\n")
        .containsPattern("lock not obtained in [\\d.]+ s; rolled back. Try 3 of 3 in 2 s\n")
        .containsPattern("V2__region_not_null.sql applied in .*, in try 3\n")
        .containsPattern(
            "Result   APPLIED  1 script applied, version 1 → 2 in .* \\(3 tries for a lock on"
                + " orders, [\\d.]+ s of waits and pauses\\)\\.")
        .containsPattern("  V2__region_not_null.sql: applied, 3 tries, \\d")
        .containsPattern("    line 3  ALTER TABLE +\\d+ ms")
        .containsPattern("lock not obtained in [\\d.]+ s; rolled back. Given up after try 3 of 3\n")
        .containsPattern(
            "Result   FAILED  V3__region_varchar.sql, line 3 \\(ALTER TABLE\\) did not get its lock"
                + " in 3 tries, [\\d.]+ s in all: ACCESS EXCLUSIVE on orders, held by pid \\d+"
                + " \\(report_user, \"nightly report\"")
        .contains(
            "State    version 2; no script was applied by this run; V3__region_varchar.sql was")
        .contains("exit code 0\n", "exit code 1\n")
        .as("what is tried again has no error in the log")
        .containsOnlyOnce("ERROR: Failed to execute script");
  }

  /** One of each kind: applied, nothing to do, failed, fixed, after a lock, tried again. */
  @Test
  void theDemoOfHistoryTellsOfItsDeploymentsWhatTheyWere() throws Exception {
    Process demo = startWithBuiltTool("-Ddemo.history=9");
    String output = output(demo);

    assertThat(demo.waitFor()).as(output).isZero();
    assertThat(output)
        .contains(" 3 of 9  NOTHING TO DO\n", " 5 of 9  FAILED\n", " 6 of 9  APPLIED\n")
        .contains(" 7 of 9  APPLIED, after a wait for a lock\n")
        .contains(" 9 of 9  NOT STARTED, then APPLIED\n")
        .containsPattern("Deployments +9 by \\S+: 5 APPLIED, 3 success, 1 FAILED\n")
        .contains("33% (2 of 6 that had something to do), 1 of them green after a retry; 1 retry")
        .containsPattern("Lock waits +1 job waited, longest ")
        .containsPattern("Failures +1 × ")
        .contains("3 reports expired with the job's artifacts", "1 deployment by deploy-app")
        .doesNotContain("Exception");
  }

  @Test
  void ctrlCLeavesNothingEither() throws Exception {
    Process demo = start("-Ddemo.serve=true");
    String seen = "";
    while (!seen.contains("The local cloud stays up")) {
      seen = demo.inputReader(StandardCharsets.UTF_8).readLine();
      assertThat(seen).as("the demo has ended").isNotNull();
    }

    demo.toHandle().destroy();

    demo.waitFor();
    assertThat(left()).isEmpty();
  }

  @Test
  void onAMachineWithoutAPostgreSqlOneLineSaysSo() throws Exception {
    Process demo = start("-Dos.arch=riscv64");

    assertThat(output(demo).lines())
        .singleElement()
        .asString()
        .matches("There is no embedded PostgreSQL for .* on riscv64: .*");
    assertThat(demo.waitFor()).isEqualTo(2);
  }

  @Test
  void anEmptyFolderOfScriptsIsCalledByItsName() throws Exception {
    Path mine = Files.createDirectories(temporary.resolve("mine"));
    Process demo = start("-Dscripts=" + mine);

    assertThat(output(demo)).contains("There is no script in " + mine);
    assertThat(demo.waitFor()).isEqualTo(2);
  }

  @Test
  void aRootCauseThatIsNoneListsThem() throws Exception {
    Process demo = start("-Ddemo.causes=nonsense");

    assertThat(output(demo)).contains("There is no such root cause", "  a script comes too late\n");
    assertThat(demo.waitFor()).isEqualTo(2);
  }

  private Process start(String property) throws IOException {
    return start(property, Map.of());
  }

  private Process start(String property, Map<String, String> variables) throws IOException {
    return start(List.of(property), variables);
  }

  /**
   * With the jar and the archives of this build, if there are some: many jobs take half as long.
   */
  private Process startWithBuiltTool(String property) throws IOException {
    List<String> properties = new ArrayList<>(List.of(property));
    for (String name : List.of("tool.jar", "shared.classes", "flyway.classes")) {
      properties.add("-D" + name + "=" + System.getProperty(name, ""));
    }
    return start(properties, Map.of());
  }

  private Process start(List<String> properties, Map<String, String> variables) throws IOException {
    List<String> command = new ArrayList<>(ToolProcess.command(Demo.class.getName()));
    command.addAll(1, properties);
    command.addAll(
        1,
        List.of(
            "-Djava.io.tmpdir=" + temporary,
            "-Dflyway.jars=" + System.getProperty("flyway.jars", "target/flyway"),
            "-Dot.epg.working-dir="
                + Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg")));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().putAll(variables);
    return process.start();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> found = Files.list(temporary)) {
      return found.filter(it -> !it.endsWith("hsperfdata_root")).toList();
    }
  }
}
