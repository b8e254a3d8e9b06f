package dev.migratedeploy.rehearsal;

import dev.migratedeploy.demo.BuiltJar;
import dev.migratedeploy.demo.ClassArchive;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.PostgreSqlServer;
import dev.migratedeploy.localcloud.ScratchFolders;
import dev.migratedeploy.rehearsal.process.EngineFiles;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the engine's process is made of in these tests: as in the tool that users have, the jar,
 * which starts with an archive of its classes if the build has made one.
 */
public final class EngineClasses {
  private static final String NAME = "engine";
  private static final Path JARS = Path.of("target/rehearsal").toAbsolutePath();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  private EngineClasses() {}

  static EngineFiles files() {
    return of(
        ClassArchive.named(NAME)
            .filter(archive -> !archive.options().isEmpty())
            .map(EngineClasses::launcher)
            .filter(Files::isExecutable)
            .orElse(JAVA));
  }

  /** Makes the archive, and tells what was printed if it cannot. */
  public static Optional<String> make() throws IOException, SQLException {
    ClassArchive archive = ClassArchive.named(NAME).orElseThrow();
    archive.delete();
    Path folder = Files.createTempDirectory("engine");
    try (EmbeddedPostgres server = PostgreSqlServer.start()) {
      write(launcher(archive), List.of(archive.listing()));
      new RehearsedFolders(folder, RehearsalDatabase.on(server).address())
          .deployed("V1__tea.sql", "CREATE TABLE tea (name text NOT NULL);")
          .added("V2__price.sql", "ALTER TABLE tea ADD COLUMN price integer;")
          .rehearse(of(launcher(archive)));
    } finally {
      ScratchFolders.delete(folder);
    }
    ToolProcess.Result made = archive.make(List.of(JAVA.toString(), "-cp", classPath()));
    write(launcher(archive), archive.options());
    return made.exitCode() == 0 ? Optional.empty() : Optional.of(made.output());
  }

  private static EngineFiles of(Path java) {
    return new EngineFiles(java, JARS, own());
  }

  private static String own() {
    return BuiltJar.ofThisBuild()
        .map(built -> built.jar().toString())
        .orElse(System.getProperty("java.class.path"));
  }

  /** As {@link EngineFiles} has it, for a database that somebody names. */
  private static String classPath() throws IOException {
    try (Stream<Path> files = Files.list(JARS)) {
      Stream<String> jars =
          files.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted();
      return Stream.concat(jars, Stream.of(own())).collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static Path launcher(ClassArchive archive) {
    return archive.file().resolveSibling(NAME + "-java");
  }

  private static void write(Path launcher, List<String> options) throws IOException {
    String words =
        Stream.concat(Stream.of(JAVA.toString()), options.stream())
            .map(word -> "'" + word + "' ")
            .collect(Collectors.joining());
    Files.writeString(launcher, "#!/bin/sh\nexec " + words + "\"$@\"\n", StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
