package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.localcloud.container.ContainerRuntime.Container;
import dev.migratedeploy.localcloud.container.ContainerRuntime.ContainerSpec;
import dev.migratedeploy.localcloud.container.ProcessRuntime;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.TarLayer;
import dev.migratedeploy.support.Prefetch;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Pushes to and pulls from the registry of the Docker project, where it is installed. */
@EnabledIf(value = "isInstalled", disabledReason = "docker-registry is not on the path")
class DockerRegistryTest {
  private static final String PROGRAM = "docker-registry";

  private final Path script;
  private final LocalRegistry bases = LocalRegistry.start();
  private final String registry;
  private final Process process;
  private final Prefetch<Boolean> logged;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  DockerRegistryTest(@TempDir Path directory) throws IOException {
    this.script = Files.writeString(directory.resolve("V1__a.sql"), "SELECT 1;\n");
    this.registry = "127.0.0.1:" + freePort();
    Path settings =
        Files.writeString(
            directory.resolve("registry.yml"),
            """
            version: 0.1
            storage: {filesystem: {rootdirectory: %s}}
            http: {addr: %s}
            """
                .formatted(directory.resolve("storage"), registry));
    process =
        new ProcessBuilder(PROGRAM, "serve", settings.toString()).redirectErrorStream(true).start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    awaitListening(output);
    logged =
        Prefetch.of(
            () -> {
              output.lines().forEach(this::keepRequest);
              return true;
            });
    bases.put(
        "base",
        "1",
        new LayeredImage(
            List.of(
                new TarLayer()
                    .directory("tool", 0755)
                    .file(
                        "tool/greet",
                        "#!/bin/sh\necho \"$@\"\ncat \"${0%/*}/../sql/V1__a.sql\"\n",
                        0755)
                    .gzip()),
            Map.of("Env", List.of("PATH=/tool:/usr/bin:/bin"))));
  }

  @AfterEach
  void stop() {
    process.destroy();
    bases.close();
  }

  @Test
  void whatIsPushedThereIsWhatRunsWhenItIsPulledByItsDigest() throws Exception {
    PublishedImage first = images().plan(spec()).publish();
    PublishedImage second = images().plan(spec()).publish();

    assertThat(first.alreadyThere()).isFalse();
    assertThat(second.alreadyThere()).isTrue();
    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(run(first))
        .containsExactly("hello", "SELECT 1;", "[migrate-deploy] end exit=0 lines=2");
  }

  @Test
  void layersInZstdRunToo() throws Exception {
    ImageSpec gzip = spec();
    PublishedImage image =
        images()
            .plan(
                new ImageSpec(
                    gzip.base(),
                    gzip.repository(),
                    new ImageForm("amd64", Compression.ZSTD),
                    gzip.entrypoint(),
                    gzip.scripts(),
                    gzip.extra(),
                    gzip.previous()))
            .publish();

    assertThat(run(image))
        .containsExactly("hello", "SELECT 1;", "[migrate-deploy] end exit=0 lines=2");
  }

  @Test
  void aBaseOfTheSameRegistryIsMountedThere() throws Exception {
    PublishedImage base = images().plan(spec()).publish();
    ImageSpec spec = spec(base.reference(), registry + "/team/more");
    PublishedImage first = images().plan(spec).publish();

    PublishedImage again = images().plan(spec).publish();

    assertThat(again.digest()).isEqualTo(first.digest());
    List<String> asked = requests();
    assertThat(asked)
        .as("layers that both images have may be there by then")
        .filteredOn(
            line -> line.matches(".*\"POST /v2/team/more/blobs/uploads/\\?mount=.*\" 201 .*"))
        .isNotEmpty();
    assertThat(asked)
        .as("only the base's configuration is read")
        .filteredOn(line -> line.contains("\"GET /v2/team/migrations/blobs/"))
        .hasSize(1);
    assertThat(asked.get(asked.size() - 1)).contains("GET /v2/team/more/manifests/migrations-");
    assertThat(asked.get(asked.size() - 2)).contains("PUT /v2/team/more/manifests/migrations-");
  }

  @Test
  void aChangedScriptTakesTwelveRequests() throws Exception {
    PublishedImage before = images().plan(spec()).publish();
    Files.writeString(script, "SELECT 2;\n");
    bases.forgetRequests();

    images().plan(Specimen.after(before.reference(), spec())).publish();

    List<String> asked = requests();
    List<String> later = asked.subList(asked.indexOf(lineOfPush(asked, before)) + 1, asked.size());
    assertThat(later.size() + bases.requests().size()).isLessThanOrEqualTo(12);
    assertThat(later).noneMatch(line -> line.contains("HEAD"));
  }

  private static String lineOfPush(List<String> asked, PublishedImage image) {
    return asked.stream()
        .filter(line -> line.contains("\"PUT /v2/team/migrations/manifests/" + image.tag()))
        .findFirst()
        .orElseThrow();
  }

  private static JibImages images() {
    return new JibImages(host -> Optional.empty());
  }

  private ImageSpec spec() {
    return spec(bases.authority() + "/base:1", registry + "/team/migrations");
  }

  private ImageSpec spec(String base, String repository) {
    return new ImageSpec(
        base,
        repository,
        "amd64",
        Entrypoint.of(List.of("greet")),
        new ImageLayer("scripts", List.of(new ImageFile("/sql/V1__a.sql", script))),
        new ImageLayer("files", List.of()),
        Optional.empty());
  }

  private static List<String> run(PublishedImage image) throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    try (ProcessRuntime runtime = new ProcessRuntime()) {
      Container container =
          runtime.start(
              new ContainerSpec(
                  image.reference(),
                  Optional.empty(),
                  Optional.of(List.of("hello")),
                  Map.of(),
                  lines::add));
      assertThat(container.exit().get()).isZero();
      assertThat(container.imageDigest()).isEqualTo(image.digest());
    }
    return lines;
  }

  /** The registry's own log of them, whole once it has ended. */
  private List<String> requests() {
    // Process.destroy would close the output as well, and the end of the log was lost.
    process.toHandle().destroy();
    assertThat(logged.get()).isTrue();
    return requests;
  }

  private void keepRequest(String line) {
    if (line.contains("HTTP/1.1\"")) {
      requests.add(line);
    }
  }

  private static void awaitListening(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains("listening on")) {
        return;
      }
    }
    throw new IOException(PROGRAM + " ended before it listened");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static boolean isInstalled() {
    return Stream.of(
            System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
  }
}
