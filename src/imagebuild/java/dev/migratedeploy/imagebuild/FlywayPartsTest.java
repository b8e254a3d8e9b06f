package dev.migratedeploy.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlywayPartsTest {
  private final Path work;

  FlywayPartsTest(@TempDir Path work) {
    this.work = work;
  }

  @Test
  void whatChangesLeastLiesLowest() throws IOException {
    List<FileEntriesLayer> layers = parts().withCache(Files.createFile(work.resolve("cache")));

    assertThat(layers)
        .extracting(FileEntriesLayer::getName)
        .containsExactly("runtime", "flyway", "launcher", "cache");
  }

  @Test
  void theImageIsLaidOutAsTheOfficialOne() throws IOException {
    assertThat(parts().withCache(Files.createFile(work.resolve("cache"))))
        .flatExtracting(FileEntriesLayer::getEntries)
        .extracting(entry -> entry.getExtractionPath().toString())
        .contains(
            "/flyway/flyway",
            "/flyway/conf",
            "/flyway/sql",
            "/flyway/jars",
            "/flyway/drivers/mariadb-java-client-3.jar",
            "/flyway/drivers/postgresql-42.jar",
            "/flyway/lib/flyway/flyway-core-12.4.0.jar",
            "/flyway/lib/flyway.aot");
  }

  @Test
  void everyFileHasTheTimeThatTheCacheKnows() throws IOException {
    assertThat(parts().withoutCache())
        .flatExtracting(FileEntriesLayer::getEntries)
        .extracting(FileEntry::getModificationTime)
        .containsOnly(ImageRoot.TIME);
  }

  @Test
  void theLauncherOfTheImageIsForItsOwnFolder() throws IOException {
    FlywayParts parts = parts();

    assertThat(Files.readString(parts.placed().launcher())).contains("= '/flyway' ]");
    assertThat(Files.readString(parts.home().launcher()))
        .contains("= '" + parts.home().folder() + "' ]");
  }

  @Test
  void theVersionIsFlyways() throws IOException {
    assertThat(jars().version()).isEqualTo("12.4.0");
    assertThat(
            Labels.ofFlyway(
                "12.4.0", "0.1.0", "Apache-2.0 AND MIT", Map.of("CI_COMMIT_SHA", "3f2a91c")))
        .containsEntry("org.opencontainers.image.version", "12.4.0")
        .containsEntry("org.opencontainers.image.revision", "3f2a91c")
        .containsEntry("org.opencontainers.image.licenses", "Apache-2.0 AND MIT")
        .containsEntry("dev.migratedeploy.version", "0.1.0")
        .doesNotContainKey("org.opencontainers.image.source");
  }

  @Test
  void anImageThatHasGrownTooLargeEndsTheBuild() throws IOException {
    Path tar = work.resolve("image.tar");
    try (RandomAccessFile file = new RandomAccessFile(tar.toFile(), "rw")) {
      file.setLength(SizeLimit.MOST);
      SizeLimit.check(tar);
      file.setLength(SizeLimit.MOST + 100_000);
    }

    assertThatThrownBy(() -> SizeLimit.check(tar)).hasMessageContaining("75.1 MB");
  }

  private FlywayParts parts() throws IOException {
    FlywayHome home = FlywayHome.in(work.resolve("root"));
    Files.createDirectories(home.runtime());
    jars().install(home);
    home.finish();
    return FlywayParts.of(home, work.resolve("placed"));
  }

  private FlywayJars jars() throws IOException {
    Path folder = Files.createDirectories(work.resolve("jars"));
    for (String jar : List.of("flyway-core-12.4.0", "postgresql-42", "mariadb-java-client-3")) {
      Files.writeString(folder.resolve(jar + ".jar"), "");
    }
    return new FlywayJars(List.of(folder));
  }
}
