package dev.migratedeploy.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalJarsTest {
  private final Path work;

  RehearsalJarsTest(@TempDir Path work) {
    this.work = work;
  }

  @Test
  void theImageHasFlywayAndTheDriversWithoutTheEmbeddedDatabase() throws IOException {
    Path built = Files.createDirectories(work.resolve("built"));
    Files.writeString(built.resolve("flyway-core.jar"), "a");
    Files.createDirectories(built.resolve("embedded"));
    Files.writeString(built.resolve("embedded/postgres.jar"), "b");
    Home home = Home.in(work.resolve("root"));

    new RehearsalJars(built).install(home);

    try (Stream<Path> files = Files.walk(home.rehearsal())) {
      assertThat(files.filter(Files::isRegularFile))
          .containsExactly(
              work.resolve("root/usr/local/lib/migrate-deploy/rehearsal/flyway-core.jar"));
    }
  }
}
