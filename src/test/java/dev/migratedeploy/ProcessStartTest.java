package dev.migratedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessStartTest {
  private final Path proc;

  ProcessStartTest(@TempDir Path proc) {
    this.proc = proc;
  }

  @Test
  void lettersThatJavaLostAreReadFromTheProcess() throws IOException {
    proc("cmdline", "java\0-jar\0tool.jar\0--env\0größe\0");
    proc("environ", "A=å\0B=b\0C=other\0NOT_JAVAS=å\0");
    ProcessStart start = new ProcessStart(proc);

    assertThat(start.arguments(List.of("--env", "gr\ufffd\ufffd\ufffd\ufffde")))
        .containsExactly("--env", "größe");
    assertThat(start.variables(Map.of("A", "\ufffd\ufffd", "B", "b", "C", "c")))
        .isEqualTo(Map.of("A", "å", "B", "b", "C", "c"));
  }

  @Test
  void anEmptyArgumentCounts() throws IOException {
    proc("cmdline", "java\0Main\0\0å\0\0");

    assertThat(new ProcessStart(proc).arguments(List.of("", "\ufffd\ufffd", "")))
        .containsExactly("", "å", "");
  }

  @Test
  void whatDoesNotFitStaysAsJavaReadIt() throws IOException {
    List<String> read = List.of("--env", "\ufffd\ufffd");

    assertThat(new ProcessStart(proc).arguments(read)).isEqualTo(read);
    proc("cmdline", "java\0Main\0--other\0å\0");
    assertThat(new ProcessStart(proc).arguments(read)).isEqualTo(read);
    assertThat(new ProcessStart(proc).variables(Map.of("A", "\ufffd")))
        .isEqualTo(Map.of("A", "\ufffd"));
  }

  private void proc(String file, String text) throws IOException {
    Files.writeString(proc.resolve(file), text);
  }
}
