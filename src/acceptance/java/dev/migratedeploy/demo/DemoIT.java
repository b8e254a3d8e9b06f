package dev.migratedeploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvn -Pdemo}, as a process of its own. */
class DemoIT {
  private final Path temporary;

  DemoIT(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  @Test
  void nothingIsLeftInTheTemporaryDirectory() throws Exception {
    Process demo = start("-Ddemo.causes=a script comes too late");
    String output = output(demo);

    assertThat(demo.waitFor()).as(output).isZero();
    assertThat(output).contains("──── a script comes too late ────").doesNotContain("Exception");
    assertThat(left()).isEmpty();
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
    List<String> command = new ArrayList<>(ToolProcess.command(Demo.class.getName()));
    command.addAll(
        1,
        List.of(
            property,
            "-Djava.io.tmpdir=" + temporary,
            "-Dflyway.jars=" + System.getProperty("flyway.jars", "target/flyway"),
            "-Dot.epg.working-dir="
                + Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg")));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
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
