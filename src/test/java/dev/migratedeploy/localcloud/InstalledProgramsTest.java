package dev.migratedeploy.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledProgramsTest {
  private final Path versions;

  InstalledProgramsTest(@TempDir Path versions) {
    this.versions = versions;
  }

  @Test
  void theNewestMajorVersionIsTakenByItsNumber() throws IOException {
    programs("9.6", "initdb", "pg_ctl", "postgres");
    programs("15", "initdb", "pg_ctl", "postgres");
    programs("common", "initdb", "pg_ctl", "postgres");

    assertThat(InstalledPrograms.newest(versions))
        .contains(new InstalledPrograms(versions.resolve("15/bin")));
  }

  /** Debian's postgresql-client puts its programs into the same folders. */
  @Test
  void aFolderWithTheClientAloneIsNoServer() throws IOException {
    programs("9.6", "initdb", "pg_ctl", "postgres");
    programs("17", "psql", "pg_dump");

    assertThat(InstalledPrograms.newest(versions))
        .contains(new InstalledPrograms(versions.resolve("9.6/bin")));
  }

  @Test
  void withoutThePackagesThereIsNone() {
    assertThat(InstalledPrograms.newest(versions)).isEmpty();
    assertThat(InstalledPrograms.newest(versions.resolve("missing"))).isEmpty();
  }

  /** The library unpacks them to a folder that it names by their hash. */
  @Test
  void theArchiveIsTheSameEachTime() throws IOException {
    InstalledPrograms installed = new InstalledPrograms(versions);

    assertThat(installed.getPgBinary("Linux", "x86_64").readAllBytes())
        .isEqualTo(installed.getPgBinary("Linux", "x86_64").readAllBytes());
  }

  private void programs(String version, String... names) throws IOException {
    Path bin = Files.createDirectories(versions.resolve(version).resolve("bin"));
    for (String name : names) {
      assertThat(Files.createFile(bin.resolve(name)).toFile().setExecutable(true)).isTrue();
    }
  }
}
