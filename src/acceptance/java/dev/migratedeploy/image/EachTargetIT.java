package dev.migratedeploy.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.deploy.task.TargetLogs;
import dev.migratedeploy.targets.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One task migrates several databases, under every shell and every awk of this machine. */
@Timeout(value = 120, threadMode = SEPARATE_THREAD) // no interrupt ends a read from a process
class EachTargetIT {
  private static final String SHELLS = "dev.migratedeploy.image.Shell#all";

  private static final String TELL =
      """
      echo "$MIGRATE_DEPLOY_TARGET: $FLYWAY_URL"
      """;

  /** Ends as its URL says. */
  private static final String EXIT = TELL + "exit \"$FLYWAY_URL\"\n";

  private static final String WAITS =
      """
      exec 2>/dev/null
      trap 'echo bye; exit 0' TERM
      echo "ready $MIGRATE_DEPLOY_TARGET"
      while :; do sleep 0.05; done
      """;

  private final Path root;
  private final List<Process> started = new CopyOnWriteArrayList<>();

  EachTargetIT(@TempDir Path root) {
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
  void eachDatabaseHasItsOwnEndLineAndTheTaskItsOwn(Shell shell) throws Exception {
    String log =
        TargetsContainer.of(root, "echo \"$MIGRATE_DEPLOY_TARGET $*\"; echo; printf end")
            .rawLog(shell, rows("FLYWAY_URL", "acme\t1", "beta\t2"), "migrate", "-X");

    assertThat(TargetsContainer.withoutKeys(log))
        .isEqualTo(
            """
            [migrate-deploy] begin target=acme
            acme migrate -X
            \s
            end
            [migrate-deploy] end target=acme exit=0 lines=3
            [migrate-deploy] begin target=beta after=0
            beta migrate -X
            \s
            end
            [migrate-deploy] end target=beta exit=0 lines=3
            [migrate-deploy] tried 2 of 2 targets after=0
            [migrate-deploy] end exit=0 lines=11
            """);
    assertThat(proved(log, "acme", "beta")).isEqualTo(2);
  }

  /** A loop with "set -e" stops at the first, and one without it tells the code of the last. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void theExitCodeIsThatOfTheFirstThatFailedAndTheOthersAreTried(Shell shell) throws Exception {
    Process process =
        start(TargetsContainer.of(root, EXIT), shell, rows("FLYWAY_URL", "a\t0", "b\t3", "c\t0"));

    String log = read(process);

    assertThat(process.waitFor()).isEqualTo(3);
    assertThat(TargetsContainer.withoutKeys(log))
        .contains("end target=b exit=3 lines=1\n", "begin target=c after=3\n")
        .contains("end target=c exit=0 lines=1\n")
        .endsWith("tried 3 of 3 targets after=0\n[migrate-deploy] end exit=3 lines=10\n");
    assertThat(proved(log, "a", "b", "c")).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void afterMoreFailuresThanTheBudgetNoFurtherOneIsBegun(Shell shell) throws Exception {
    TargetsContainer container = TargetsContainer.of(root, EXIT);
    Map<String, String> rows = rows("FLYWAY_URL", "a\t0", "b\t3", "c\t1", "d\t0");

    assertThat(container.log(shell, with(rows, "MIGRATE_DEPLOY_FAILURES", "0")))
        .doesNotContain("target=c")
        .endsWith("tried 2 of 4 targets after=3\n[migrate-deploy] end exit=3 lines=7\n");
    assertThat(container.log(shell, with(rows, "MIGRATE_DEPLOY_FAILURES", "1")))
        .doesNotContain("target=d")
        .endsWith("tried 3 of 4 targets after=1\n[migrate-deploy] end exit=3 lines=10\n");
    assertThat(container.log(shell, with(rows, "MIGRATE_DEPLOY_FAILURES", "2")))
        .contains("end target=d exit=0");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void sigtermReachesTheCurrentOneAndNoFurtherOneIsBegun(Shell shell) throws Exception {
    assertSigtermEndsTheFirstOf(
        start(TargetsContainer.of(root, WAITS), shell, rows("FLYWAY_URL", "a\t0", "b\t0")));
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void withoutSetsidSigtermReachesTheCurrentOneToo(Shell shell) throws Exception {
    TargetsContainer container =
        TargetsContainer.of(root, WAITS, false, text -> text.replace("command -v setsid", "false"));

    assertSigtermEndsTheFirstOf(start(container, shell, rows("FLYWAY_URL", "a\t0", "b\t0")));
  }

  private static void assertSigtermEndsTheFirstOf(Process process)
      throws IOException, InterruptedException {
    BufferedReader log = process.inputReader(UTF_8);
    assertThat(log.readLine()).startsWith("[migrate-deploy] begin target=a");
    assertThat(log.readLine()).isEqualTo("ready a");

    process.toHandle().destroy();

    assertThat(log.readLine()).isEqualTo("bye");
    assertThat(log.readLine()).isEqualTo("[migrate-deploy] end target=a exit=0 lines=2");
    assertThat(log.readLine()).startsWith("[migrate-deploy] tried 1 of 2 targets after=0");
    assertThat(log.readLine()).isEqualTo("[migrate-deploy] end exit=143 lines=5");
    assertThat(process.waitFor()).isEqualTo(143);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void sigtermInTheLastOneThatComesToItsEndIsASuccess(Shell shell) throws Exception {
    Process process = start(TargetsContainer.of(root, WAITS), shell, rows("FLYWAY_URL", "a\t0"));
    BufferedReader log = process.inputReader(UTF_8);
    log.readLine();
    assertThat(log.readLine()).isEqualTo("ready a");

    process.toHandle().destroy();

    assertThat(log.lines().toList().get(3)).isEqualTo("[migrate-deploy] end exit=0 lines=5");
    assertThat(process.waitFor()).isZero();
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aFlywayThatIsKilledDoesNotEndTheOthers(Shell shell) throws Exception {
    String flyway = "echo one; [ \"$MIGRATE_DEPLOY_TARGET\" != a ] || kill -KILL $$\n";

    String log =
        TargetsContainer.of(root, flyway).rawLog(shell, rows("FLYWAY_URL", "a\t", "b\t", "c\t"));

    assertThat(TargetsContainer.withoutKeys(log))
        .contains("end target=a exit=137 lines=1\n", "end target=c exit=0 lines=1\n")
        .endsWith("end exit=137 lines=10\n");
    assertThat(proved(log, "a", "b", "c")).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aDaemonThatARunLeavesBehindIsEndedAndTheNextOneIsBegun(Shell shell) throws Exception {
    String flyway = "[ \"$MIGRATE_DEPLOY_TARGET\" = b ] || sleep 600 &\n" + TELL;
    TargetsContainer container =
        TargetsContainer.of(root, flyway, false, text -> text.replace("linger=10", "linger=1"));

    String log = read(start(container, shell, rows("FLYWAY_URL", "a\t1", "b\t2")));

    assertThat(proved(log, "a", "b")).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void valuesPassUnchanged(Shell shell) throws Exception {
    String odd = "it's \"a\" $HOME `id` $(id) \\ \\n %s * ? [a-z] ~ ; & | # =  ü€😀 !";
    TargetsContainer container =
        TargetsContainer.of(root, "printf '[%s]\\n' \"$FLYWAY_URL\" \"$B\" \"$_C9\"\n");

    String log =
        container.rawLog(shell, rows("FLYWAY_URL\tB\t_C9", "a\t" + odd + "\t\t  -n", "b\t\t*\t\\"));

    assertThat(new String(log.getBytes(ISO_8859_1), UTF_8))
        .contains("\n[" + odd + "]\n[]\n[  -n]\n", "\n[]\n[*]\n[\\]\n");
    assertThat(proved(log, "a", "b")).isEqualTo(2);
  }

  /** Some shells have variables that cannot be set, and the loop has its own. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void aVariableOfTheShellsOwnIsOneLikeAnyOther(Shell shell) throws Exception {
    TargetsContainer container =
        TargetsContainer.of(root, "printenv UID; printenv rest; printenv names\n");

    assertThat(container.log(shell, rows("UID\trest\tnames", "a\t7\tr\tn", "b\t8\t-\t-")))
        .contains("\n7\nr\nn\n[", "\n8\n-\n-\n[")
        .endsWith("end exit=0 lines=11\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void flywayKnowsNothingOfTheOtherDatabases(Shell shell) throws Exception {
    String flyway =
        "env | grep -c 'MIGRATE_DEPLOY_\\(TARGETS\\|FAILURES\\)\\|secret-of-a'; export FLYWAY_URL=x\n";

    assertThat(
            TargetsContainer.of(root, flyway)
                .log(
                    shell,
                    with(
                        rows("FLYWAY_URL", "a\tjdbc:a", "b\tjdbc:b"),
                        "MIGRATE_DEPLOY_FAILURES",
                        "7")))
        .contains("begin target=a\n0\n", "begin target=b after=0\n0\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void longLinesOfOneDatabaseAreSplitOnceAndCounted(Shell shell) throws Exception {
    String flyway =
        "awk 'BEGIN { for (i = 0; i < 60000; i++) printf \"y\"; print \"\";"
            + " for (i = 0; i < 70000; i++) printf \"z\" }'\n";

    String log = TargetsContainer.of(root, flyway).rawLog(shell, rows("FLYWAY_URL", "a\t", "b\t"));

    assertThat(log).contains("end target=a exit=0 lines=3\n", "end target=b exit=0 lines=3\n");
    assertThat(log).endsWith("end exit=0 lines=11\n");
    assertThat(proved(log, "a", "b")).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void oneDatabaseIsGivenItsVariablesAsTheyAre(Shell shell) throws Exception {
    assertThat(
            TargetsContainer.of(root, TELL)
                .log(
                    shell,
                    Map.of("MIGRATE_DEPLOY_TARGETS", "\nacme", "FLYWAY_URL", "jdbc:postgresql:a")))
        .isEqualTo(
            """
            [migrate-deploy] begin target=acme
            acme: jdbc:postgresql:a
            [migrate-deploy] end target=acme exit=0 lines=1
            [migrate-deploy] tried 1 of 1 targets after=0
            [migrate-deploy] end exit=0 lines=4
            """);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aTaskThatIsStartedByHandDoesWhatItAlwaysDid(Shell shell) throws Exception {
    TargetsContainer container =
        TargetsContainer.of(root, "echo \"$* $FLYWAY_LOCATIONS ${MIGRATE_DEPLOY_TARGET-none}\"\n");

    assertThat(container.log(shell, Map.of("MIGRATE_DEPLOY_AND_THEN", "info"), "migrate"))
        .isEqualTo(
            "migrate info filesystem:/flyway/sql none\n[migrate-deploy] end exit=0 lines=1\n");
  }

  /** What a database's own variables say of the scripts' place beats the image. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void theScriptsPlaceAndASecondCommandAreTheSameForEach(Shell shell) throws Exception {
    TargetsContainer container = TargetsContainer.of(root, "echo \"$* $FLYWAY_LOCATIONS\"\n");

    assertThat(
            container.log(
                shell,
                with(rows("FLYWAY_URL", "a\t", "b\t"), "MIGRATE_DEPLOY_AND_THEN", "info"),
                "migrate"))
        .contains("target=a\nmigrate info filesystem:/flyway/sql\n")
        .contains("target=b after=0\nmigrate info filesystem:/flyway/sql\n");
    assertThat(
            container.log(
                shell, rows("FLYWAY_LOCATIONS", "a\tfilesystem:/a", "b\tfilesystem:/b"), "info"))
        .contains("\ninfo filesystem:/a\n", "\ninfo filesystem:/b\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void theObserverHasAKeyOfItsOwnForEachAndTriesAgainForEach(Shell shell) throws Exception {
    String flyway =
        """
        read -r code <../codes
        sed -i 1d ../codes
        echo "run=$MIGRATE_DEPLOY_RUN try=$MIGRATE_DEPLOY_TRY"
        exit "$code"
        """;
    TargetsContainer container = TargetsContainer.of(root, flyway, true);
    container.container().write("codes", "75\n76\n0\n75\n75\n75\n0\n");

    String log =
        container.rawLog(
            shell,
            with(
                rows("FLYWAY_URL", "a\t", "b\t", "c\t"),
                "MIGRATE_DEPLOY_LOCKS",
                "wait=1000 tries=3 pause=0"));

    assertThat(log)
        .matches(
            """
            (?s)\\[migrate-deploy] begin target=a key=(\\w+)
            \\[migrate-deploy] observer key=(\\w+)
            run=1 try=1
            run=2 try=2
            run=3 try=2
            \\[migrate-deploy] end target=a exit=0 lines=4
            \\[migrate-deploy] begin target=b after=0 key=\\1
            \\[migrate-deploy] observer key=(?!\\2)\\w+
            run=1 try=1
            run=2 try=2
            run=3 try=3
            \\[migrate-deploy] end target=b exit=75 lines=4
            \\[migrate-deploy] begin target=c after=75 key=\\1
            \\[migrate-deploy] observer key=(?!\\2)\\w+
            run=1 try=1
            \\[migrate-deploy] end target=c exit=0 lines=2
            \\[migrate-deploy] tried 3 of 3 targets after=0 key=\\1
            \\[migrate-deploy] end exit=75 lines=17
            """);
    assertThat(proved(log, "a", "b", "c")).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void sigtermInAPauseOfTheFirstEndsTheTaskAtOnce(Shell shell) throws Exception {
    TargetsContainer container =
        TargetsContainer.of(root, "echo waits; exit 75\n", true, text -> text);
    Process process =
        start(
            container,
            shell,
            with(
                rows("FLYWAY_URL", "a\t", "b\t"),
                "MIGRATE_DEPLOY_LOCKS",
                "wait=1000 tries=3 pause=597000"));
    BufferedReader log = process.inputReader(UTF_8);
    log.readLine();
    log.readLine();
    assertThat(log.readLine()).isEqualTo("waits");

    process.toHandle().destroy();

    assertThat(log.readLine()).isEqualTo("[migrate-deploy] end target=a exit=143 lines=2");
    assertThat(log.readLine()).startsWith("[migrate-deploy] tried 1 of 2 targets after=143");
    assertThat(log.readLine()).isEqualTo("[migrate-deploy] end exit=143 lines=5");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whatCannotBeUnderstoodIsRefusedAsAWhole(Shell shell) throws Exception {
    TargetsContainer container = TargetsContainer.of(root, TELL);
    for (String rows :
        List.of(
            "acme",
            "FLYWAY_URL\n",
            "\n-x",
            "\n.",
            "A\n\tb",
            "A\na\t1\n\nb\t2",
            "9A\na\t1",
            "A B\na\t1",
            "A\t\ta\t1")) {
      assertThat(container.log(shell, Map.of("MIGRATE_DEPLOY_TARGETS", rows)))
          .as(rows)
          .contains(": none of the databases is tried\n")
          .doesNotContain("begin")
          .endsWith("end exit=2 lines=1\n");
    }
    assertThat(container.log(shell, rows("A\tB", "a\t1")))
        .contains("target a has fewer values")
        .doesNotContain("end target=");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aHundredDatabasesAreMigratedByOneTask(Shell shell) throws Exception {
    List<String> names = IntStream.range(0, 100).mapToObj(i -> "tenant-" + i).toList();
    String rows =
        names.stream().map(name -> name + "\tjdbc:" + name).collect(Collectors.joining("\n"));

    String log =
        TargetsContainer.of(root, TELL)
            .rawLog(shell, Map.of("MIGRATE_DEPLOY_TARGETS", "FLYWAY_URL\n" + rows));

    assertThat(log).contains("\ntenant-99: jdbc:tenant-99\n").endsWith("end exit=0 lines=301\n");
    assertThat(proved(log, names.toArray(new String[0]))).isEqualTo(100);
  }

  private static Map<String, String> rows(String names, String... rows) {
    return Map.of("MIGRATE_DEPLOY_TARGETS", names + "\n" + String.join("\n", rows));
  }

  private static Map<String, String> with(Map<String, String> some, String name, String value) {
    return Map.of(name, value, "MIGRATE_DEPLOY_TARGETS", some.get("MIGRATE_DEPLOY_TARGETS"));
  }

  /** How many databases are proved to have ended by the log, but for the task's own end line. */
  private static int proved(String log, String... names) {
    TargetLogs logs =
        new TargetLogs(
            List.of(names).stream().map(name -> new Target(name, Map.of(), Map.of())).toList());
    List<String> lines = log.lines().toList();
    RunningTask task = new RunningTask("arn:aws:ecs:eu:1:task/c/1", "c", "flyway:1", "flyway");
    for (String line : lines.subList(0, lines.size() - 1)) {
      logs.line(task, new LogLine(Instant.EPOCH, line), Instant.EPOCH);
    }
    return logs.ended();
  }

  private Process start(TargetsContainer container, Shell shell, Map<String, String> variables)
      throws IOException {
    Process process = container.run(shell, variables, "migrate").start();
    started.add(process);
    return process;
  }

  private static String read(Process process) throws IOException, InterruptedException {
    String log = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    process.waitFor();
    return log;
  }
}
