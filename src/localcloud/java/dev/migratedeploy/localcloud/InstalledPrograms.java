package dev.migratedeploy.localcloud;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * The server of Debian's packages in the form in which the embedded one is unpacked and started,
 * also as root: an archive with scripts that call its programs where they are.
 */
record InstalledPrograms(Path folder) implements PgBinaryResolver {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final List<String> PROGRAMS = List.of("initdb", "pg_ctl", "postgres");

  static Optional<InstalledPrograms> newest() {
    return newest(VERSIONS);
  }

  /** A folder for each major version, as 15 or 9.6. */
  static Optional<InstalledPrograms> newest(Path versions) {
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(versions)) {
      return folders
          .filter(it -> it.getFileName().toString().matches("\\d++(\\.\\d++)?+"))
          .sorted(Comparator.comparing(InstalledPrograms::version).reversed())
          .map(it -> it.resolve("bin"))
          .filter(bin -> PROGRAMS.stream().map(bin::resolve).allMatch(Files::isExecutable))
          .map(InstalledPrograms::new)
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double version(Path folder) {
    return Double.parseDouble(folder.getFileName().toString());
  }

  /** The same bytes each time, since their hash names the folder that they are unpacked to. */
  @Override
  public InputStream getPgBinary(String system, String machineHardware) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)))) {
      for (String program : PROGRAMS) {
        byte[] script =
            "#!/bin/sh\nexec '%s' \"$@\"\n"
                .formatted(folder.resolve(program))
                .getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry("bin/" + program);
        entry.setModTime(0);
        entry.setSize(script.length);
        tar.putArchiveEntry(entry);
        tar.write(script);
        tar.closeArchiveEntry();
      }
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
