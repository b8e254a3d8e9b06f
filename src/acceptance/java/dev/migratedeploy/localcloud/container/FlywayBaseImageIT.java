package dev.migratedeploy.localcloud.container;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import dev.migratedeploy.localcloud.PostgreSqlServer;
import dev.migratedeploy.localcloud.container.ContainerRuntime.ContainerSpec;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlywayBaseImageIT {
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  @Test
  void theSameJarsGiveTheSameImage() {
    try (LocalRegistry one = LocalRegistry.start();
        LocalRegistry two = LocalRegistry.start()) {
      assertThat(FlywayBaseImage.put(one, "flyway", "12"))
          .isEqualTo(FlywayBaseImage.put(two, "base", "other"));
    }
  }

  @Test
  void flywayFindsTheScriptsAndTheConfigurationOfItsImage(@TempDir Path directory)
      throws Exception {
    try (LocalRegistry registry = LocalRegistry.start();
        ProcessRuntime runtime = new ProcessRuntime();
        EmbeddedPostgres postgres = PostgreSqlServer.start()) {
      FlywayBaseImage.put(registry, "flyway", "12");
      Path script = Files.writeString(directory.resolve("V1__a.sql"), "create table a(b int);");
      Path configuration =
          Files.writeString(directory.resolve("flyway.toml"), "[flyway]\ntable = \"history\"\n");
      Jib.from(RegistryImage.named(registry.authority() + "/flyway:12"))
          .addLayer(List.of(script), "/flyway/sql")
          .addLayer(List.of(configuration), "/flyway/conf")
          .setWorkingDirectory(
              com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath.get("/elsewhere"))
          .containerize(
              Containerizer.to(RegistryImage.named(registry.authority() + "/orders:1"))
                  .setAllowInsecureRegistries(true)
                  .setBaseImageLayersCache(directory.resolve("base"))
                  .setApplicationLayersCache(directory.resolve("application")));

      ContainerSpec spec =
          new ContainerSpec(
              registry.authority() + "/orders:1",
              Optional.empty(),
              Optional.of(List.of("migrate")),
              Map.of(
                  "FLYWAY_URL", postgres.getJdbcUrl("postgres", "postgres"),
                  "FLYWAY_USER", "postgres",
                  "JAVA_ARGS", "-Dfirst=1 -Dsecond=2"),
              lines::add);

      assertThat(runtime.start(spec).exit().get(120, SECONDS))
          .as(String.join("\n", lines))
          .isZero();
      assertThat(lines).anyMatch(line -> line.contains("Successfully applied 1 migration"));
      assertThat(lines).anyMatch(line -> line.contains("\"public\".\"history\""));
    }
  }
}
