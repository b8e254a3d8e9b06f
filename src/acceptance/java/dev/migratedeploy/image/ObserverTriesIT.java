package dev.migratedeploy.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flyway is started again where the observer ends it with 75 or 76, under every shell. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class ObserverTriesIT {
  private static final String SHELLS = "dev.migratedeploy.image.Shell#all";
  private static final Map<String, String> NO_PAUSE =
      Map.of("MIGRATE_DEPLOY_LOCKS", "wait=1000 tries=3 pause=0");

  /** Ends its runs with the codes of a file, one after another. */
  private static final String FLYWAY =
      """
      read -r code <../codes
      sed -i 1d ../codes
      echo "run=$MIGRATE_DEPLOY_RUN try=$MIGRATE_DEPLOY_TRY of $MIGRATE_DEPLOY_LOCKS"
      exit "$code"
      """;

  private final Path root;
  private final List<Process> started = new CopyOnWriteArrayList<>();

  ObserverTriesIT(@TempDir Path root) {
    this.root = root;
  }

  @AfterEach
  void killWhatHangs() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aScriptWithoutItsLockIsTriedAgainAndOneEndLineCountsAllRuns(Shell shell) throws Exception {
    assertThat(log(shell, NO_PAUSE, 75, 75, 0))
        .matches(
            """
            (?s)\\[migrate-deploy] observer key=[0-9a-f]{16}
            run=1 try=1 of wait=1000 tries=3 pause=0
            run=2 try=2 of wait=1000 tries=3 pause=0
            run=3 try=3 of wait=1000 tries=3 pause=0
            \\[migrate-deploy] end exit=0 lines=4
            """);
  }

  /** The scripts before it were applied in that run: it was the first try of another one. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void afterProgressTheTriesBeginWithTheSecond(Shell shell) throws Exception {
    assertThat(log(shell, NO_PAUSE, 75, 76, 75, 0))
        .contains("run=2 try=2 ", "run=3 try=2 ", "run=4 try=3 ")
        .endsWith("[migrate-deploy] end exit=0 lines=5\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void everyOtherEndIsTheEnd(Shell shell) throws Exception {
    assertThat(log(shell, NO_PAUSE, 75, 1, 0))
        .contains("run=2 try=2")
        .endsWith("[migrate-deploy] end exit=1 lines=3\n");
    assertThat(log(shell, NO_PAUSE, 35)).endsWith("end exit=35 lines=2\n");
  }

  /** The observer gives up by itself; another program may not know that it has to. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void nothingIsTriedMoreOftenThanItMayBe(Shell shell) throws Exception {
    assertThat(log(shell, NO_PAUSE, 75, 75, 75, 0))
        .contains("run=3 try=3")
        .endsWith("[migrate-deploy] end exit=75 lines=4\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "off", "wait=1 tries=08 pause=0", "tries=3", "nonsense"})
  void withoutLocksFlywayRunsOnce(String locks) throws Exception {
    assertThat(log(anyShell(), Map.of("MIGRATE_DEPLOY_LOCKS", locks), 75, 0))
        .contains("run=1 try=1 of \n")
        .endsWith("[migrate-deploy] end exit=75 lines=2\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void sigtermInAPauseEndsTheTaskAtOnce(Shell shell) throws Exception {
    write(75, 0);
    Process process =
        start(shell, FLYWAY, Map.of("MIGRATE_DEPLOY_LOCKS", "wait=1000 tries=3 pause=598000"));
    BufferedReader log = process.inputReader(UTF_8);
    assertThat(log.readLine()).startsWith("[migrate-deploy] observer key=");
    assertThat(log.readLine()).startsWith("run=1 try=1");
    awaitSleep(process);

    process.toHandle().destroy();

    assertThat(log.readLine()).isEqualTo("[migrate-deploy] end exit=143 lines=2");
    assertThat(process.waitFor()).isEqualTo(143);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void sigtermInARunReachesFlywayAndNothingIsStartedAgain(Shell shell) throws Exception {
    String flyway =
        "exec 2>/dev/null; trap 'echo bye; exit 75' TERM; echo ready; while :; do sleep 0.05; done";
    Process process = start(shell, flyway, NO_PAUSE);

    assertSigtermEndsItAndNothingIsStartedAgain(process);
  }

  private static void assertSigtermEndsItAndNothingIsStartedAgain(Process process)
      throws IOException, InterruptedException {
    BufferedReader log = process.inputReader(UTF_8);
    log.readLine();
    assertThat(log.readLine()).isEqualTo("ready");

    process.toHandle().destroy();

    assertThat(log.readLine()).isEqualTo("bye");
    assertThat(log.readLine()).isEqualTo("[migrate-deploy] end exit=143 lines=3");
    assertThat(process.waitFor()).isEqualTo(143);
  }

  /** As Flyway's own launcher does it: the work is a child's, and it has no trap. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void withoutSetsidSigtermReachesTheProgramBehindALauncher(Shell shell) throws Exception {
    String launcher =
        "sh -c 'trap \"echo bye; exit 0\" TERM; echo ready; while :; do sleep 0.05; done'"
            + " 2>/dev/null; exit $?";
    Process process = start(shell, launcher, NO_PAUSE, "command -v setsid", "false");

    assertSigtermEndsItAndNothingIsStartedAgain(process);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aDaemonThatARunLeavesBehindIsEndedAndTheLogIsWhole(Shell shell) throws Exception {
    write(75, 4);
    String flyway = "[ \"$MIGRATE_DEPLOY_RUN\" = 2 ] || sleep 600 &\n" + FLYWAY;
    Process process = start(shell, flyway, NO_PAUSE, "linger=10", "linger=1");

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .contains("run=2 try=2")
        .endsWith("[migrate-deploy] end exit=4 lines=3\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aFlywayThatIsKilledOrNotThereEndsAsWithoutTheObserver(Shell shell) throws Exception {
    assertThat(read(start(shell, "echo one; kill -KILL $$", NO_PAUSE)))
        .endsWith("one\n[migrate-deploy] end exit=137 lines=2\n");

    Files.delete(root.resolve("flyway/flyway"));
    assertThat(
            read(
                start(
                    ObservedContainer.of(root, "")
                        .run(shell, EntrypointScript.observed(List.of("no-such"), ""), NO_PAUSE))))
        .contains("no-such")
        .endsWith("[migrate-deploy] end exit=127 lines=2\n");
  }

  /** What the observer is to compare nobody else can: then Flyway is not to run. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void withoutTheObserverFlywayRunsOnlyIfNoHistoryIsExpected(Shell shell) throws Exception {
    Map<String, String> expecting =
        Map.of("MIGRATE_DEPLOY_HISTORY", "rank=1 rows=1 digest=" + "0".repeat(32));
    ObservedContainer container = ObservedContainer.of(root, "echo ran");
    assertThat(read(start(container.run(shell, expecting, "migrate"))))
        .contains("observer key=", "ran\n")
        .endsWith("end exit=0 lines=2\n");

    assertThat(
            read(start(container.run(shell, expecting, "migrate", "-x=MIGRATE_DEPLOY_OBSERVER"))))
        .isEqualTo(
            """
            [migrate-deploy] not checked: an argument speaks of MIGRATE_DEPLOY_OBSERVER
            [migrate-deploy] end exit=78 lines=1
            """);
    assertThat(
            read(
                start(
                    container.run(
                        shell,
                        Map.of("MIGRATE_DEPLOY_HISTORY", "tell"),
                        "migrate",
                        "-x=MIGRATE_DEPLOY_OBSERVER"))))
        .contains("observer off: ", "ran\n");
  }

  private String log(Shell shell, Map<String, String> variables, int... codes)
      throws IOException, InterruptedException {
    write(codes);
    return read(start(shell, FLYWAY, variables));
  }

  private void write(int... codes) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int code : codes) {
      text.append(code).append('\n');
    }
    Files.writeString(root.resolve("codes"), text);
  }

  private Process start(Shell shell, String flyway, Map<String, String> variables)
      throws IOException {
    return start(ObservedContainer.of(root, flyway).run(shell, variables, "migrate"));
  }

  private Process start(
      Shell shell, String flyway, Map<String, String> variables, String words, String others)
      throws IOException {
    String script = EntrypointScript.observed(List.of("flyway"), "").replace(words, others);
    return start(ObservedContainer.of(root, flyway).run(shell, script, variables, "migrate"));
  }

  private Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static String read(Process process) throws IOException, InterruptedException {
    String log = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return log;
  }

  /** The pause has begun: it is slept through second by second. */
  private static void awaitSleep(Process process) {
    while (ProcessHandle.allProcesses()
        .noneMatch(
            any -> any.info().commandLine().filter(it -> it.endsWith("sleep 1")).isPresent())) {
      assertThat(process.isAlive()).isTrue();
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static Shell anyShell() {
    return Shell.all().findFirst().orElseThrow();
  }
}
