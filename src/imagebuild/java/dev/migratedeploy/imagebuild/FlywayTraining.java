package dev.migratedeploy.imagebuild;

import dev.migratedeploy.localcloud.PostgreSqlServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the AOT cache of Flyway (JEP 483, 514 and 515) of a migration of this project's example
 * scripts on a real PostgreSQL, as a task runs it: with the observer in its process.
 *
 * @param folder what the migration needs; it is made
 */
record FlywayTraining(Path folder) {
  /** The tool's own, among its classes. */
  private static final String OBSERVER = "dev/migratedeploy/image/migrate-deploy-observer.jar";

  /** Puts together what a migration needs. */
  static FlywayTraining in(Path folder, Path project, Path classes) throws IOException {
    ImageRoot.empty(folder);
    Path jars = Files.createDirectories(folder.resolve("jars"));
    Files.copy(classes.resolve(OBSERVER), jars.resolve("migrate-deploy-observer.jar"));
    // Flyway's reader of TOML is trained, too.
    Files.writeString(folder.resolve("training.toml"), "[flyway]\nencoding = \"UTF-8\"\n");
    Command.of("cp", "-r", project.resolve("db-migrations/scripts").toString())
        .and(List.of(folder.resolve("sql").toString()))
        .output();
    return new FlywayTraining(folder);
  }

  /** Leaves the cache of a Flyway that is run where it is. */
  void ofFolder(FlywayHome home) throws IOException {
    try (EmbeddedPostgres database = PostgreSqlServer.start()) {
      Command.of(home.launcher().toString(), "migrate", "info")
          .with(variables(database, folder.toString(), home.cache().toString()))
          .output();
    }
    finish(home.cache());
  }

  /** Leaves the cache of the Flyway of an image, and says where in this build. */
  Path ofImage(UnpackedImage image) throws IOException {
    String copy = image.put(folder, "/training");
    String cache = FlywayHome.FOLDER + "/lib/flyway.aot";
    try (EmbeddedPostgres database = PostgreSqlServer.start()) {
      image.shell(variables(database, copy, image.name(cache)), "flyway migrate info").output();
    }
    return finish(image.below(cache));
  }

  private static Map<String, String> variables(
      EmbeddedPostgres database, String folder, String cache) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("FLYWAY_URL", database.getJdbcUrl("postgres", "postgres"));
    variables.put("FLYWAY_USER", "postgres");
    variables.put("FLYWAY_LOCATIONS", "filesystem:" + folder + "/sql");
    variables.put("FLYWAY_CONFIG_FILES", folder + "/training.toml");
    variables.put("FLYWAY_JAR_DIRS", folder + "/jars");
    variables.put("FLYWAY_CALLBACKS", "dev.migratedeploy.observer.callback.ObserverCallback");
    variables.put("MIGRATE_DEPLOY_OBSERVER", "0123456789abcdef");
    variables.put("LC_ALL", "C.UTF-8");
    // The other driver is loaded with it, though nothing is behind it.
    variables.put(
        "JAVA_ARGS", "-XX:AOTCacheOutput=" + cache + " -Djdbc.drivers=org.mariadb.jdbc.Driver");
    return variables;
  }

  private static Path finish(Path cache) throws IOException {
    if (!Files.exists(cache)) {
      throw new BuildException("the training has left no " + cache);
    }
    ImageRoot.fixTime(cache);
    return cache;
  }
}
