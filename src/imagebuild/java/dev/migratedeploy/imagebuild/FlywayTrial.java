package dev.migratedeploy.imagebuild;

import dev.migratedeploy.localcloud.PostgreSqlServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Tries the finished base image for Flyway out before it is pushed anywhere. A cache that Java
 * refuses ends it, except where that is what is tried.
 */
final class FlywayTrial {
  private static final int NOBODY = 65534;

  /** A user whom nothing in the image knows. */
  private static final int ANYBODY = 12345;

  /** Java takes the cache, or it does not start; a quarter of half a gigabyte is its heap. */
  private static final String STRICT = "-XX:AOTMode=on -XX:MaxRAM=512m";

  /** What the tool's entrypoint sets for a small task. */
  private static final String ENTRYPOINT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private static final String APPLIED = "Successfully applied 8 migrations";

  private final UnpackedImage image;
  private final Path project;
  private int databases;

  FlywayTrial(UnpackedImage image, Path project) {
    this.image = image;
    this.project = project;
  }

  void run() throws IOException {
    String scripts = image.put(project.resolve("db-migrations/scripts"), "/flyway/sql/scripts");
    // Without the files of its locale, Java would not find this one, and Flyway not speak of it.
    String name = "/V3000__gr$(printf '\\303\\266\\303\\237')e.sql";
    image.shell(Map.of(), "echo 'SELECT 1;' > " + scripts + name).output();
    // Nothing is writable for anybody then, as on a read-only root file system.
    Files.setPosixFilePermissions(
        image.below("/tmp"), PosixFilePermissions.fromString("r-xr-xr-x"));
    try (EmbeddedPostgres server = PostgreSqlServer.start()) {
      ofEachUser(server);
      withOptionsOfJava(server);
      withAnotherDatabase();
      withFilesOfTheUsersOwn(server);
      withoutItsCache(server);
    }
  }

  private void ofEachUser(EmbeddedPostgres server) {
    for (int user : List.of(0, NOBODY, ANYBODY)) {
      expect(APPLIED, user, "flyway migrate", database(server), STRICT);
    }
    expect("Usage", ANYBODY, "flyway -?", Map.of(), STRICT);
    expect("Flyway OSS Edition", ANYBODY, "flyway version", Map.of(), STRICT);
    expect("ordinary", ANYBODY, "echo a ordinary | awk '{print $2}'", Map.of(), STRICT);
  }

  private void withOptionsOfJava(EmbeddedPostgres server) {
    for (String options :
        List.of(ENTRYPOINT, "-Xmx100m", "-XX:+UseG1GC", "-XX:-TieredCompilation", "-Dkey=*")) {
      expect(APPLIED, ANYBODY, "flyway migrate", database(server), STRICT + " " + options);
    }
    for (String options : List.of("-XX:+UseZGC", "-Xshare:off", "-XX:+UseCompactObjectHeaders")) {
      expect(APPLIED, ANYBODY, "flyway migrate", database(server), options);
    }
  }

  /** As far as to a database that is not there: the driver has been found then. */
  private void withAnotherDatabase() {
    for (String url :
        List.of(
            "jdbc:mariadb://127.0.0.1:1/app", "jdbc:mysql://127.0.0.1:1/app?permitMysqlScheme")) {
      expect(
          "Connection refused",
          ANYBODY,
          "flyway info || test $? = 1",
          Map.of("FLYWAY_URL", url, "FLYWAY_USER", "app"),
          STRICT);
    }
  }

  private void withFilesOfTheUsersOwn(EmbeddedPostgres server) throws IOException {
    jarOf(TrialDriver.class, "/flyway/drivers/own.jar");
    jarOf(TrialCallback.class, "/flyway/jars/own.jar");
    Path toml = image.below("/flyway/conf/flyway.toml");
    Files.writeString(
        toml,
        """
        [flyway]
        callbacks = ["%s"]
        environment = "own"
        [environments.own]
        driver = "%s"
        """
                .formatted(TrialCallback.class.getName(), TrialDriver.class.getName())
            + database(server, "%s = \"%s\"\n"));
    for (String words : List.of(APPLIED, TrialDriver.WORDS, TrialCallback.WORDS)) {
      expect(words, ANYBODY, "flyway clean migrate -cleanDisabled=false", scripts(), STRICT);
    }
    Files.delete(toml);
    Path conf = image.below("/flyway/conf/flyway.conf");
    Files.writeString(conf, database(server, "flyway.%s=%s\n"));
    expect(APPLIED, ANYBODY, "flyway migrate", scripts(), STRICT);
    Files.delete(conf);
  }

  /** A jar is not the one of the training any more: Flyway runs without a word of Java. */
  private void withoutItsCache(EmbeddedPostgres server) throws IOException {
    Path core;
    try (Stream<Path> jars = Files.list(image.below("/flyway/lib/flyway"))) {
      core = jars.filter(jar -> jar.toString().contains("flyway-core")).findFirst().orElseThrow();
    }
    Files.setLastModifiedTime(core, FileTime.fromMillis(0));
    expect(APPLIED, ANYBODY, "flyway migrate", database(server), "");
    String why = "flyway: starts without its cache of loaded classes: Java has refused it: ";
    for (String script : List.of("flyway -X info", "MIGRATE_DEPLOY_VERBOSE=true flyway info")) {
      expect(why + "This file is not the one", ANYBODY, script, database(server), "");
    }
  }

  private Map<String, String> database(EmbeddedPostgres server) {
    Map<String, String> variables = new TreeMap<>(scripts());
    variables.put("FLYWAY_URL", url(server));
    variables.put("FLYWAY_USER", "postgres");
    return variables;
  }

  /** The same as lines of a file. */
  private String database(EmbeddedPostgres server, String form) {
    return form.formatted("url", url(server)) + form.formatted("user", "postgres");
  }

  private Map<String, String> scripts() {
    return Map.of("FLYWAY_LOCATIONS", "filesystem:" + image.name("/flyway/sql"));
  }

  private String url(EmbeddedPostgres server) {
    String name = "trial" + ++databases;
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new BuildException("cannot make a database for the trial: " + e.getMessage(), e);
    }
    return server.getJdbcUrl("postgres", name);
  }

  private void jarOf(Class<?> type, String place) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    try (PlainJar jar = new PlainJar(image.below(place));
        InputStream code = type.getClassLoader().getResourceAsStream(name)) {
      jar.put(name, Objects.requireNonNull(code).readAllBytes());
    }
  }

  private void expect(
      String words, int user, String script, Map<String, String> variables, String options) {
    Map<String, String> all = new TreeMap<>(variables);
    all.put("JAVA_ARGS", options);
    String said = image.shellOf(user, all, script).output();
    if (!said.contains(words) || said.contains("[aot]")) {
      throw new BuildException(
          "in the image, \"%s\" with JAVA_ARGS=\"%s\" as user %d does not say \"%s\":%n%s"
              .formatted(script, options, user, words, said));
    }
  }
}
