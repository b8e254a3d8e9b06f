package dev.migratedeploy.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the script under every shell and every awk of this machine. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD) // no interrupt ends a read from a process
class EntrypointScriptIT {
  private static final String SHELLS = "dev.migratedeploy.image.Shell#all";

  private static final String LAUNCHER =
      "sh -c 'trap \"echo bye; exit 0\" TERM; echo ready; while :; do sleep 0.05; done' 2>/dev/null;"
          + " exit $?";

  private final Path directory;
  private final List<Process> started = new CopyOnWriteArrayList<>();

  EntrypointScriptIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void killWhatHangs() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private record Outcome(int exit, String log) {}

  @ParameterizedTest
  @MethodSource(SHELLS)
  void theLogEndsWithTheExitCodeAndTheNumberOfLines(Shell shell) throws Exception {
    assertThat(run(shell, "echo one; echo two >&2; exit 3"))
        .isEqualTo(new Outcome(3, "one\ntwo\n[migrate-deploy] end exit=3 lines=2\n"));
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void anEmptyLineGetsABlankSoThatTheLogDriverDoesNotDropIt(Shell shell) throws Exception {
    assertThat(run(shell, "echo one; echo; echo three"))
        .isEqualTo(new Outcome(0, "one\n \nthree\n[migrate-deploy] end exit=0 lines=3\n"));
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void anEmptyLogHasNoLines(Shell shell) throws Exception {
    assertThat(run(shell, "exit 0"))
        .isEqualTo(new Outcome(0, "[migrate-deploy] end exit=0 lines=0\n"));
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aLastLineWithoutItsEndIsALine(Shell shell) throws Exception {
    assertThat(run(shell, "echo one; printf two"))
        .isEqualTo(new Outcome(0, "one\ntwo\n[migrate-deploy] end exit=0 lines=2\n"));
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void bytesPassUnchanged(Shell shell) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int next = 1; next < 256; next++) {
      bytes.write(next);
    }
    bytes.write("\n\\n %s \r\r\n".getBytes(ISO_8859_1));
    Files.write(directory.resolve("bytes"), bytes.toByteArray());

    assertThat(run(shell, "cat bytes").log())
        .isEqualTo(bytes.toString(ISO_8859_1) + "[migrate-deploy] end exit=0 lines=3\n");
  }

  /** The driver's limit is 262,118 bytes, and three for each byte that is not UTF-8. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void aLineThatALogDriverWouldSplitIsSplitBetweenCharactersAndCountedInPieces(Shell shell)
      throws Exception {
    String line = "x€" + "€".repeat(99_999) + "æ😀".repeat(50_000);
    Files.writeString(directory.resolve("line"), line + "\n" + "y".repeat(60_000) + "\nend\n");

    String log = new String(run(shell, "cat line").log().getBytes(ISO_8859_1), UTF_8);

    List<String> lines = log.lines().toList();
    int pieces = lines.size() - 3;
    assertThat(pieces).isBetween(11, 20);
    assertThat(String.join("", lines.subList(0, pieces))).isEqualTo(line);
    assertThat(lines)
        .allSatisfy(piece -> assertThat(piece.getBytes(UTF_8).length).isLessThanOrEqualTo(60_000));
    assertThat(lines.get(pieces + 2))
        .isEqualTo("[migrate-deploy] end exit=0 lines=" + (pieces + 2));
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void wordsPassUnchanged(Shell shell) throws Exception {
    List<String> entrypoint =
        List.of(
            "sh",
            "-c",
            "printf '[%s]' \"$@\"",
            "it's",
            "",
            "a  b",
            "$HOME `id` \\ \" *",
            "@ENTRYPOINT@");
    Process process =
        start(shell.run(directory, EntrypointScript.of(entrypoint), "d 'e'", "", "-x"));

    assertThat(finish(process).log())
        .startsWith("[][a  b][$HOME `id` \\ \" *][@ENTRYPOINT@][d 'e'][][-x]\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aProgramThatIsNotThereIs127AndTheMessageIsCounted(Shell shell) throws Exception {
    Outcome outcome = finish(start(shell.run(directory, EntrypointScript.of(List.of("no-such")))));

    assertThat(outcome.exit()).isEqualTo(127);
    assertThat(outcome.log())
        .contains("no-such")
        .endsWith("\n[migrate-deploy] end exit=127 lines=1\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void nothingToRunIsAnError(Shell shell) throws Exception {
    Outcome outcome = finish(start(shell.run(directory, EntrypointScript.of(List.of()))));

    assertThat(outcome.exit()).isNotZero();
    assertThat(outcome.log()).containsPattern("end exit=12[67] lines=1\n$");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aJobThatIsKilledGives128AndItsSignal(Shell shell) throws Exception {
    assertThat(run(shell, "echo one; kill -KILL $$"))
        .isEqualTo(new Outcome(137, "one\n[migrate-deploy] end exit=137 lines=1\n"));
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aLineIsSeenWhileTheJobGoesOn(Shell shell) throws Exception {
    Process process = start(shell, "echo ready; until [ -e go ]; do sleep 0.05; done; echo gone");
    BufferedReader log = process.inputReader(ISO_8859_1);

    assertThat(log.readLine()).isEqualTo("ready");
    Files.createFile(directory.resolve("go"));

    assertThat(log.readLine()).isEqualTo("gone");
    assertThat(log.readLine()).isEqualTo("[migrate-deploy] end exit=0 lines=2");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void sigtermReachesTheJobAndItsLastWordsAreCounted(Shell shell) throws Exception {
    Process process =
        start(
            shell,
            // A shell speaks of a child that a signal has ended.
            "exec 2>/dev/null; trap 'echo bye; exit 7' TERM; echo ready;"
                + " while :; do sleep 0.05; done");
    BufferedReader log = process.inputReader(ISO_8859_1);
    assertThat(log.readLine()).isEqualTo("ready");

    process.toHandle().destroy();

    assertThat(log.readLine()).isEqualTo("bye");
    assertThat(log.readLine()).isEqualTo("[migrate-deploy] end exit=7 lines=2");
    assertThat(process.waitFor()).isEqualTo(7);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void sigtermEndsAJobThatDoesNotCatchIt(Shell shell) throws Exception {
    Process process = start(shell, "echo ready; exec sleep 600");
    BufferedReader log = process.inputReader(ISO_8859_1);
    assertThat(log.readLine()).isEqualTo("ready");

    process.toHandle().destroy();

    assertThat(log.readLine()).isEqualTo("[migrate-deploy] end exit=143 lines=1");
    assertThat(process.waitFor()).isEqualTo(143);
  }

  /** As Flyway's own launcher does it: no exec, no trap, and the work is a child's. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void sigtermReachesTheProgramBehindALauncherToo(Shell shell) throws Exception {
    Process process = start(shell, LAUNCHER);
    BufferedReader log = process.inputReader(ISO_8859_1);
    assertThat(log.readLine()).isEqualTo("ready");

    process.toHandle().destroy();

    assertThat(log.readLine()).isEqualTo("bye");
    assertThat(log.readLine()).isEqualTo("[migrate-deploy] end exit=143 lines=2");
    assertThat(process.waitFor()).isEqualTo(143);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void withoutSetsidSigtermStillReachesTheProgramBehindALauncher(Shell shell) throws Exception {
    Process process =
        start(shell.run(directory, script(LAUNCHER).replace("command -v setsid", "false")));
    BufferedReader log = process.inputReader(ISO_8859_1);
    assertThat(log.readLine()).isEqualTo("ready");

    process.toHandle().destroy();

    assertThat(log.readLine()).isEqualTo("bye");
    assertThat(log.readLine()).isEqualTo("[migrate-deploy] end exit=143 lines=2");
    assertThat(process.waitFor()).isEqualTo(143);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void sigtermDuringTheStartEndsTheJobAndTheLogIsWhole(Shell shell) throws Exception {
    Process process = start(shell, "sleep 600");

    process.toHandle().destroy();

    // A shell that has not come to its trap yet ends by the signal, and nothing has run.
    assertThat(finish(process))
        .isIn(new Outcome(143, ""), new Outcome(143, "[migrate-deploy] end exit=143 lines=0\n"));
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whatAChildWritesAfterTheJobIsCounted(Shell shell) throws Exception {
    assertThat(run(shell, "(until [ -e go ]; do sleep 0.05; done; echo late) & echo main; : >go"))
        .isEqualTo(new Outcome(0, "main\nlate\n[migrate-deploy] end exit=0 lines=2\n"));
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aDaemonThatKeepsTheLogOpenIsEndedAndTheLogIsWhole(Shell shell) throws Exception {
    String impatient = script("sleep 600 & echo $!; exit 4").replace("linger=10", "linger=1");

    Outcome outcome = finish(start(shell.run(directory, impatient)));

    assertThat(outcome.exit()).isEqualTo(4);
    assertThat(outcome.log()).matches("\\d+\n\\[migrate-deploy] end exit=4 lines=1\n");
  }

  /** Only the container's end reaches it: whether it has more to say is not known. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void aDaemonWithAGroupOfItsOwnIsNotWaitedForAndTheLogEndsWithoutProof(Shell shell)
      throws Exception {
    Path log = directory.resolve("log");
    String impatient =
        script("setsid sleep 600 & echo $!; exit 4").replace("linger=10", "linger=1");
    Process process = start(shell.run(directory, impatient).redirectOutput(log.toFile()));

    assertThat(process.waitFor()).isEqualTo(4);

    String pid = Files.readString(log).strip();
    assertThat(pid).matches("\\d+");
    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aMillionLinesAreCounted(Shell shell) throws Exception {
    Files.writeString(directory.resolve("lines"), "a line of the log\n".repeat(1_000_000));

    assertThat(run(shell, "cat lines").log())
        .endsWith("\n[migrate-deploy] end exit=0 lines=1000000\n");
  }

  @Test
  void withoutAwkTheJobRunsAndNothingIsClaimed() throws Exception {
    Path bin = Shell.addProgram(directory, "sh", "/bin/sh");
    Shell shell = Shell.all().findFirst().orElseThrow();
    ProcessBuilder builder = shell.run(directory, script("echo one; exit 5"));
    builder.environment().put("PATH", bin.toString());

    assertThat(finish(start(builder))).isEqualTo(new Outcome(5, "one\n"));
  }

  private Outcome run(Shell shell, String job) throws IOException, InterruptedException {
    return finish(start(shell, job));
  }

  private Process start(Shell shell, String job) throws IOException {
    return start(shell.run(directory, script(job)));
  }

  private Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static String script(String job) {
    return EntrypointScript.of(List.of("sh", "-c", job));
  }

  private static Outcome finish(Process process) throws IOException, InterruptedException {
    String log = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), log);
  }
}
