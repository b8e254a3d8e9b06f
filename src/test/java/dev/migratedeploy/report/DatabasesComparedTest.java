package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.deploy.event.DeployEvent.DatabasesCompared;
import dev.migratedeploy.deploy.event.DeployEvent.FleetStarted;
import dev.migratedeploy.deploy.event.DeployEvent.RunStarted;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.event.RunInfo;
import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.plan.state.ScriptState;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many databases, those in the same state together, on the screen and in the report files. */
class DatabasesComparedTest {
  private static final List<DatabaseGroup> GROUPS =
      List.of(
          group("8", IntStream.range(0, 409).mapToObj(i -> "db" + i).toList()),
          group("7", List.of("acme", "beta"), "V8__region_not_null.sql"),
          new DatabaseGroup(
              new Verdict(Verdict.Kind.FAILED, VerdictDetails.of("connection refused")),
              Optional.empty(),
              List.of("gamma")));

  private final Path folder;

  DatabasesComparedTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theOddOnesAreNamedAndTheOthersAreCounted() {
    assertThat(screen(GROUPS))
        .isEqualTo(
            """
            Version         412 databases of production in 3 different states
                            version 8: 409 databases
                              1 applied
                            version 7: acme, beta (2)
                              pending       V8__region_not_null.sql
                              1 applied
                            failed: gamma
                              FAILED  connection refused
            """);
  }

  @Test
  void manyNamesAreWrappedAndThenCounted() {
    assertThat(
            screen(
                List.of(
                    GROUPS.get(0),
                    group("7", IntStream.range(0, 57).mapToObj(i -> "tenant-" + i).toList()))))
        .contains(
            """
                            version 7: tenant-0, tenant-1, tenant-2, tenant-3, tenant-4,
                              tenant-5, tenant-6, tenant-7, tenant-8, tenant-9,
                              tenant-10, tenant-11, tenant-12, tenant-13, tenant-14,
                              tenant-15, tenant-16, tenant-17, tenant-18,
                              tenant-19 and 37 more (57)
            """);
  }

  /** In a fleet of which each database is in a state of its own. */
  @Test
  void thousandsOfStatesAreFewLines() {
    String[] pending =
        IntStream.range(0, 100).mapToObj(i -> "V9" + i + "__a.sql").toArray(String[]::new);
    String screen =
        screen(
            IntStream.range(0, 5000)
                .mapToObj(i -> group(String.valueOf(i), List.of("db" + i), pending))
                .toList());

    assertThat(screen.lines()).hasSizeLessThan(150);
    assertThat(screen).contains("and 4990 more states (4990 databases), in result.json");
  }

  @Test
  void resultJsonAndPlanJsonHaveAllNames() throws IOException {
    report("plan");

    JsonNode versions = read("result.json").at("/fleet/versions");
    assertThat(versions).hasSize(3);
    assertThat(versions.get(0).path("databases")).hasSize(409);
    assertThat(versions.get(1).toString())
        .isEqualTo(
            "{\"version\":\"7\",\"verdict\":\"SAFE\",\"cause\":\"words\",\"count\":2,"
                + "\"databases\":[\"acme\",\"beta\"],\"scripts\":[{\"name\":"
                + "\"V8__region_not_null.sql\",\"state\":\"pending\"}]}");
    assertThat(versions.get(2).path("version").isNull()).isTrue();
    assertThat(versions.get(2).path("scripts").isNull()).isTrue();
    assertThat(read("plan.json").path("versions")).isEqualTo(versions);
    assertThat(read("plan.json").path("environment").textValue()).isEqualTo("production");
  }

  @Test
  void onlyAPlanHasAPlanJson() throws IOException {
    report("fleet");

    assertThat(folder.resolve("plan.json")).doesNotExist();
    assertThat(read("result.json").at("/fleet/versions")).hasSize(3);
  }

  private void report(String command) {
    tell(new ReportFiles(folder, warning -> {}, new VirtualTicker()), command, GROUPS);
  }

  private static void tell(DeployListener listener, String command, List<DatabaseGroup> groups) {
    listener.on(
        new RunStarted(
            new RunInfo(
                "1",
                "shop/orders",
                "production",
                Optional.empty(),
                "3f2a91c0".repeat(5),
                Optional.empty(),
                command)));
    listener.on(new FleetStarted(FleetSamples.FLEET));
    listener.on(new DatabasesCompared("production", groups));
    listener.on(
        new VerdictReached(new Verdict(Verdict.Kind.SAFE, VerdictDetails.of("412 databases"))));
  }

  private static String screen(List<DatabaseGroup> groups) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new JobOutput(out, false, false, new VirtualTicker())
        .on(new DatabasesCompared("production", groups));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private JsonNode read(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name).toFile());
  }

  static DatabaseGroup group(String version, List<String> databases, String... pending) {
    List<PlannedScript> scripts =
        Stream.concat(
                Stream.of(script("V1__a.sql", ScriptState.APPLIED)),
                Stream.of(pending).map(name -> script(name, ScriptState.PENDING)))
            .toList();
    return new DatabaseGroup(
        new Verdict(Verdict.Kind.SAFE, VerdictDetails.of("words")),
        Optional.of(new Plan("production", Optional.of(version), false, scripts)),
        databases);
  }

  private static PlannedScript script(String name, ScriptState state) {
    return new PlannedScript(Optional.of(name), Optional.of("1"), "words", state, Optional.empty());
  }
}
