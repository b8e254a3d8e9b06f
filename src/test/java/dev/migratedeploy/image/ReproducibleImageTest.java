package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.TarLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproducibleImageTest {
  /** Compressed by the JDK's zlib: the same on every JDK that brings its own. */
  private static final String GOLDEN =
      "sha256:44002743695e3849c1395e4749409000151922ebee0bfa3730fc5fa39d8e9735";

  private static final LayeredImage TINY =
      new LayeredImage(
          List.of(new TarLayer().file("bin/flyway", "tiny", 0755).gzip()),
          Map.of("Entrypoint", List.of("flyway"), "Env", List.of("PATH=/bin")));

  private final LocalRegistry one = LocalRegistry.start();
  private final LocalRegistry other = LocalRegistry.start();
  private final JibImages images = new JibImages(host -> Optional.empty());
  private final Path directory;

  ReproducibleImageTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void putBase() {
    one.put("base", "12", TINY);
    other.put("base", "12", TINY);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void theSameFilesGiveTheSameDigestOnAnyMachine() throws Exception {
    ImageSpec here = spec(one, "here");
    ImageSpec there = spec(other, "there");
    for (ImageFile file : there.scripts().files()) {
      Files.setLastModifiedTime(
          file.source(), FileTime.from(Instant.parse("1999-12-31T23:59:59Z")));
      Files.setPosixFilePermissions(file.source(), PosixFilePermissions.fromString("rwx------"));
    }

    PublishedImage first = images.plan(here).publish();
    PublishedImage second = images.plan(there).publish();

    assertThat(second.alreadyThere()).isFalse();
    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(second.tag()).isEqualTo(first.tag());
  }

  @Test
  void theDigestIsTheOneThatWasWrittenDownOnce() throws Exception {
    assertThat(images.plan(spec(one, "here")).publish().digest()).isEqualTo(GOLDEN);
  }

  private ImageSpec spec(LocalRegistry registry, String folder) throws IOException {
    Specimen specimen = new Specimen(Files.createDirectory(directory.resolve(folder)));
    return specimen.spec(registry.authority() + "/base:12", registry.authority() + "/flyway");
  }
}
