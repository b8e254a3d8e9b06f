package dev.migratedeploy.localcloud.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Other people's tools as clients, where they are installed. */
class ImageToolsIT {
  private final LocalRegistry registry = LocalRegistry.start();
  private final Path directory;

  ImageToolsIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  @EnabledIf(value = "skopeoIsThere", disabledReason = "skopeo is not on the path")
  void skopeoReadsAndCopiesAnImage() throws Exception {
    LayeredImage image =
        new LayeredImage(
            List.of(new TarLayer().file("one", new byte[300_000], 0644).gzip()),
            Map.of("Cmd", List.of("one")));
    Digest digest = registry.put("base", "12", image);
    registry.requireLogin((user, password) -> user.equals("AWS") && password.equals("token"));
    String from = "docker://" + registry.authority() + "/base:12";
    String to = "docker://" + registry.authority() + "/other/name:1.0";
    String copy = "dir:" + directory.resolve("copy");

    assertThat(run("skopeo", "inspect", "--tls-verify=false", "--creds=AWS:token", from))
        .contains(digest.value());
    run("skopeo", "copy", "--src-tls-verify=false", "--src-creds=AWS:token", from, copy);
    run("skopeo", "copy", "--dest-tls-verify=false", "--dest-creds=AWS:token", copy, to);

    assertThat(registry.manifest("other/name", "1.0").orElseThrow().digest()).isEqualTo(digest);
  }

  @Test
  @EnabledIf(value = "buildahIsThere", disabledReason = "buildah is not on the path")
  void buildahPushesAnImage() throws Exception {
    Path context = Files.createDirectory(directory.resolve("context"));
    Files.write(context.resolve("file"), new byte[3_000_000]);
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY file /file\n");
    String root = directory.resolve("root").toString();
    String state = directory.resolve("state").toString();
    List<String> buildah =
        List.of("buildah", "--storage-driver", "vfs", "--root", root, "--runroot", state);
    String image = registry.authority() + "/built:1.0";

    run(buildah, "build", "--isolation", "chroot", "-t", image, context.toString());
    run(buildah, "push", "--tls-verify=false", image);

    assertThat(registry.tags("built")).containsExactly("1.0");
    assertThat(registry.requests()).noneMatch(request -> request.status() >= 500);
  }

  static boolean skopeoIsThere() {
    return isThere("skopeo");
  }

  static boolean buildahIsThere() {
    return isThere("buildah");
  }

  private static boolean isThere(String tool) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(entry -> Files.isExecutable(Path.of(entry, tool)));
  }

  private static String run(List<String> tool, String... arguments)
      throws IOException, InterruptedException {
    return run(Stream.concat(tool.stream(), Arrays.stream(arguments)).toArray(String[]::new));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
