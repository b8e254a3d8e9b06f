package dev.migratedeploy.observer;

import dev.migratedeploy.demo.ClassArchive;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.PostgreSqlServer;
import dev.migratedeploy.localcloud.ScratchFolders;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The classes of a process of Flyway that are these tests' own: in a jar, if the build has made one
 * and an archive of the classes of such a process, and in the tests' folder of classes if not.
 */
public final class ObservedClasses {
  private static final String NAME = "observed";
  private static final List<String> FOLDERS = List.of(OnPostgreSql.FLYWAY);

  private ObservedClasses() {}

  /** The place in a class path. */
  static Path place() {
    return jar().filter(Files::isRegularFile).orElseGet(ObservedClasses::folder);
  }

  /** What the archive is used by; nothing without one, or for other folders of jars. */
  static List<String> options(List<String> folders) {
    return ClassArchive.named(NAME)
        .filter(archive -> folders.equals(FOLDERS))
        .map(ClassArchive::options)
        .orElse(List.of());
  }

  /** Makes the jar and the archive, and tells what was printed if it cannot. */
  public static Optional<String> make() throws IOException, SQLException, InterruptedException {
    ClassArchive archive = ClassArchive.named(NAME).orElseThrow();
    archive.delete();
    pack(jar().orElseThrow());
    Path scripts = Files.createTempDirectory("observed");
    try (EmbeddedPostgres server = PostgreSqlServer.start()) {
      ObserverRun.Setup setup =
          new ObservedDatabase(server, scripts)
              .script("V1__tea.sql", "CREATE TABLE tea (name text NOT NULL);")
              .setup(OnPostgreSql.FLYWAY)
              .jvm(archive.listing())
              .locks("wait=5000 tries=1 pause=0");
      ObserverRun.Ended ended = setup.run("migrate,validate,info");
      if (ended.exit() != 0) {
        return Optional.of(String.join("\n", ended.log()));
      }
      ToolProcess.Result result = archive.make(setup.java(List.of()));
      return result.exitCode() == 0 ? Optional.empty() : Optional.of(result.output());
    } finally {
      ScratchFolders.delete(scripts);
    }
  }

  private static Optional<Path> jar() {
    return ClassArchive.folder().map(folder -> folder.resolve(NAME + ".jar"));
  }

  private static Path folder() {
    return Path.of(
        ObservedFlyway.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static void pack(Path jar) throws IOException {
    Path folder = folder();
    String own = ObservedClasses.class.getPackageName().replace('.', '/');
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file);
        Stream<Path> classes = Files.walk(folder.resolve(own))) {
      // Folders too: Flyway asks for them if it looks for migrations in Java.
      for (Path one : classes.sorted().toList()) {
        URI name = folder.toUri().relativize(one.toUri());
        entries.putNextEntry(new JarEntry(name.getPath()));
        if (Files.isRegularFile(one)) {
          Files.copy(one, entries);
        }
        entries.closeEntry();
      }
    }
  }
}
