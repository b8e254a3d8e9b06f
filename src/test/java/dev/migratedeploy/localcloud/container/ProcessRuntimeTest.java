package dev.migratedeploy.localcloud.container;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.localcloud.container.ContainerRuntime.Container;
import dev.migratedeploy.localcloud.container.ContainerRuntime.ContainerSpec;
import dev.migratedeploy.localcloud.container.ContainerRuntime.ContainerStartException;
import dev.migratedeploy.localcloud.registry.Digest;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.TarLayer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessRuntimeTest {
  private final LocalRegistry registry = LocalRegistry.start();
  private final ProcessRuntime runtime = new ProcessRuntime();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    runtime.close();
    registry.close();
  }

  @Test
  void anImageIsRunByItsDigestWithItsOwnEntrypointAndCommand() throws Exception {
    Digest digest =
        put("echo \"$@\"; echo error >&2; printf end", Map.of("Cmd", List.of("a", "b c")));

    Container container = runtime.start(spec(image() + "@" + digest));

    assertThat(exitOf(container)).isZero();
    assertThat(container.imageDigest()).isEqualTo(digest.value());
    assertThat(lines).containsExactly("a b c", "error", "end");
  }

  @Test
  void linesEndAtLineFeedsOnly() throws Exception {
    put("printf 'one\\rtwo\\n\\nthree \\303\\244\\n'", Map.of());

    assertThat(exitOf(runtime.start(spec(image())))).isZero();

    assertThat(lines).containsExactly("one\rtwo", "", "three ä");
  }

  @Test
  void theSpecReplacesEntrypointAndCommand() throws Exception {
    put("echo run", Map.of("Cmd", List.of("from-image")));

    exitOf(start(Optional.empty(), Optional.of(List.of("from-spec")), Map.of()));
    exitOf(start(Optional.of(List.of("sh", "-c", "echo \"[$0]\"")), Optional.empty(), Map.of()));
    exitOf(start(Optional.of(List.of("/bin/sh", "-c")), Optional.of(List.of("echo c")), Map.of()));

    assertThat(lines).element(0).isEqualTo("run");
    assertThat(lines).element(1).asString().doesNotContain("from-image");
    assertThat(lines).element(2).isEqualTo("c");
  }

  @Test
  void theEnvironmentIsTheImagesAndTheSpecsAndNothingElse() throws Exception {
    put(
        "env | sed 's/=.*//' | sort | tr '\\n' ' '; echo; echo $A $B",
        Map.of("Env", List.of("A=1", "B=1")));

    exitOf(start(Optional.empty(), Optional.empty(), Map.of("B", "2", "C", "3")));

    assertThat(lines.remove().split(" "))
        .contains("A", "B", "C", "HOME", "JAVA_HOME", "PATH", "TMPDIR")
        .isSubsetOf(
            "A", "B", "C", "HOME", "JAVA_HOME", "PATH", "TMPDIR", "PWD", "OLDPWD", "SHLVL", "_");
    assertThat(lines.remove()).isEqualTo("1 2");
  }

  @Test
  void javaIsTheOneThatRunsThis() throws Exception {
    put("command -v java; java -version >/dev/null 2>&1 && echo works", Map.of());

    exitOf(runtime.start(spec(image())));

    assertThat(lines)
        .containsExactly(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "works");
  }

  @Test
  void theWorkingDirectoryIsTheImages() throws Exception {
    put("pwd", Map.of("WorkingDir", "/some/where"));

    exitOf(runtime.start(spec(image())));

    assertThat(lines.remove()).endsWith("/root/some/where");
  }

  @Test
  void aContainerCannotSpoilTheNextOne() throws Exception {
    put(
        "cat note; echo spoilt >note; chmod 777 note; ln -s /etc gone",
        Map.of("WorkingDir", "/data"));

    exitOf(runtime.start(spec(image())));
    exitOf(runtime.start(spec(image())));

    assertThat(lines).containsExactly("fresh", "fresh");
  }

  @Test
  void aSecondRunPullsTheManifestOnly() throws Exception {
    put("true", Map.of());
    exitOf(runtime.start(spec(image())));
    registry.forgetRequests();

    exitOf(runtime.start(spec(image())));

    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void theExitCodeIsTheProcesss() throws Exception {
    put("exit 42", Map.of());

    assertThat(exitOf(runtime.start(spec(image())))).isEqualTo(42);
  }

  @Test
  void terminateAsksAndTheLastWordsAreHeard() throws Exception {
    put("trap 'echo bye; exit 7' TERM; echo ready; while :; do sleep 0.05; done", Map.of());
    Container container = runtime.start(spec(image()));
    assertThat(lines.poll(20, SECONDS)).isEqualTo("ready");

    container.terminate();

    assertThat(exitOf(container)).isEqualTo(7);
    assertThat(lines).containsExactly("bye");
  }

  @Test
  void killEndsTheChildrenToo() throws Exception {
    put("trap '' TERM; sleep 600 & echo ready; wait", Map.of());
    Container container = runtime.start(spec(image()));
    assertThat(lines.poll(20, SECONDS)).isEqualTo("ready");

    container.kill();

    // The child held the output open: its end would not be seen while the child lives.
    assertThat(exitOf(container)).isEqualTo(128 + 9);
  }

  @Test
  void aContainerEndsWithItsFirstProcess() throws Exception {
    put("(trap '' HUP TERM; exec sleep 600) & echo done", Map.of());

    assertThat(exitOf(runtime.start(spec(image())))).isZero();

    assertThat(lines).containsExactly("done");
  }

  @Test
  void aProgramThatIsNotThereIsNamed() throws Exception {
    put("true", Map.of());

    assertThatThrownBy(() -> start(Optional.of(List.of("no-such")), Optional.empty(), Map.of()))
        .isInstanceOf(ContainerStartException.class)
        .hasMessageStartingWith("CannotStartContainerError: ")
        .hasMessageEndingWith("exec: \"no-such\": executable file not found in $PATH");
    assertThatThrownBy(() -> start(Optional.of(List.of("/no/sh")), Optional.empty(), Map.of()))
        .isInstanceOf(ContainerStartException.class)
        .hasMessageEndingWith("exec: \"/no/sh\": stat /no/sh: no such file or directory");
    assertThatThrownBy(() -> start(Optional.of(List.of("/data/note")), Optional.empty(), Map.of()))
        .isInstanceOf(ContainerStartException.class)
        .hasMessageEndingWith("exec: \"/data/note\": permission denied");
  }

  private Digest put(String script, Map<String, ?> config) {
    Map<String, Object> whole = new java.util.HashMap<>(Map.of("Entrypoint", List.of("/bin/run")));
    whole.putAll(config);
    return registry.put(
        "test",
        "latest",
        new LayeredImage(
            List.of(
                new TarLayer()
                    .file("bin/run", "#!/bin/sh\n" + script + "\n", 0755)
                    .file("data/note", "fresh\n", 0644)
                    .gzip()),
            whole));
  }

  private String image() {
    return registry.authority() + "/test";
  }

  private ContainerSpec spec(String image) {
    return new ContainerSpec(image, Optional.empty(), Optional.empty(), Map.of(), lines::add);
  }

  private Container start(
      Optional<List<String>> entryPoint,
      Optional<List<String>> command,
      Map<String, String> environment)
      throws Exception {
    return runtime.start(new ContainerSpec(image(), entryPoint, command, environment, lines::add));
  }

  private static int exitOf(Container container) throws Exception {
    return container.exit().get(60, SECONDS);
  }
}
