package dev.migratedeploy.localcloud.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JibTest {
  private static final LayeredImage BASE =
      new LayeredImage(
          List.of(
              new TarLayer().file("one", "one", 0644).gzip(),
              new TarLayer().file("two", "two", 0644).gzip()),
          Map.of("Entrypoint", List.of("flyway")));

  private final LocalRegistry registry = LocalRegistry.start();
  private final Path directory;

  JibTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void jibBuildsOnABaseOfTheRegistryAndMountsItsLayers() throws Exception {
    registry.put("base", "12", BASE);

    JibContainer built = build();

    assertThat(registry.manifest("target", "1.0").orElseThrow().digest().value())
        .isEqualTo(built.getDigest().toString());
    assertThat(registry.requests())
        .noneMatch(request -> request.status() >= 500)
        .filteredOn(request -> request.method().equals("POST") && request.status() == 201)
        .hasSize(2);
  }

  @Test
  void jibPushesWhatIsThereOnlyOnce() throws Exception {
    registry.put("base", "12", BASE);
    build();
    registry.forgetRequests();

    build();

    assertThat(registry.requests())
        .noneMatch(request -> request.method().equals("POST"))
        .noneMatch(request -> request.status() >= 500);
  }

  private JibContainer build() throws Exception {
    Path script = Files.writeString(directory.resolve("V1__a.sql"), "select 1;");
    return Jib.from(image("base:12"))
        .addLayer(List.of(script), "/flyway/sql")
        .containerize(
            Containerizer.to(image("target:1.0"))
                .setAllowInsecureRegistries(true)
                .setBaseImageLayersCache(directory.resolve("base"))
                .setApplicationLayersCache(directory.resolve("application")));
  }

  private RegistryImage image(String name) throws Exception {
    return RegistryImage.named(registry.authority() + "/" + name);
  }
}
