package dev.migratedeploy.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the observer adds to a run of Flyway's command line: both ways in turn, each into a new
 * database of one real PostgreSQL, so that what else the machine does hits both alike.
 */
final class ObserverBenchmark {
  private static final int WARM_UPS = 1;
  private static final int RUNS = 7;
  private static final int STATEMENTS = 10_000;
  private static final String JAR = "/dev/migratedeploy/image/migrate-deploy-observer.jar";
  private static final String CALLBACKS = "dev/migratedeploy/observer/callback";

  private final EmbeddedPostgres server;
  private final Path observer;
  private final Table table = new Table("observer", "Flyway migrates; wall, processors, memory");
  private int databases;

  private ObserverBenchmark(EmbeddedPostgres server, Path observer) {
    this.server = server;
    this.observer = observer;
  }

  static void run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("observer-bench");
    Path jars = Files.createDirectories(folder.resolve("observer"));
    try (InputStream jar = ObserverBenchmark.class.getResourceAsStream(JAR)) {
      Files.copy(Objects.requireNonNull(jar), jars.resolve("observer.jar"));
    }
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
      ObserverBenchmark benchmark = new ObserverBenchmark(server, jars);
      benchmark.compare("seven scripts", SevenScripts.in(folder.resolve("seven")));
      benchmark.compare("10,000 statements", manyStatements(folder.resolve("many")));
      benchmark.table.explain(
          "Flyway's JVM starts with -XX:TieredStopAtLevel=1 -XX:+UseSerialGC. The least of each row"
              + " is what the machine's other work disturbs least.");
      benchmark.table.write();
    }
  }

  private void compare(String what, Path scripts) throws IOException, InterruptedException {
    Map<String, List<MeasuredProcess.Figures>> all = new LinkedHashMap<>();
    for (int run = 0; run < WARM_UPS + RUNS; run++) {
      for (boolean observed : new boolean[] {false, true}) {
        MeasuredProcess.Figures figures = migrate(scripts, observed);
        if (run >= WARM_UPS) {
          all.computeIfAbsent(observed ? "observed" : "alone", name -> new ArrayList<>())
              .add(figures);
        }
      }
    }
    all.forEach(
        (name, figures) -> {
          String label = what + ", " + name + ": ";
          String key = label.replaceAll("[^a-z0-9]+", "-");
          table.row(key + "wall", label + "ms", map(figures, "wall"));
          table.row(key + "cpu", label + "processors' ms", map(figures, "cpu"));
          table.row(key + "peak", label + "peak MB", map(figures, "peak"));
        });
  }

  private static List<Number> map(List<MeasuredProcess.Figures> figures, String what) {
    return figures.stream()
        .<Number>map(
            figure ->
                switch (what) {
                  case "wall" -> figure.wallMs();
                  case "cpu" -> figure.cpuMs();
                  default -> figure.peakMb();
                })
        .toList();
  }

  private MeasuredProcess.Figures migrate(Path scripts, boolean observed)
      throws IOException, InterruptedException {
    String database = "bench" + databases++;
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("FLYWAY_URL", "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database);
    variables.put("FLYWAY_USER", "postgres");
    variables.put("FLYWAY_LOCATIONS", "filesystem:" + scripts);
    if (observed) {
      variables.put("MIGRATE_DEPLOY_OBSERVER", "0123456789abcdef");
      variables.put("MIGRATE_DEPLOY_LOCKS", "wait=5000 tries=10 pause=10000");
      variables.put("FLYWAY_CALLBACKS", CALLBACKS);
      variables.put("FLYWAY_JAR_DIRS", observer.toString());
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("flyway.jars") + "/*",
            "org.flywaydb.commandline.Main",
            "-skipCheckForUpdate",
            "migrate");
    MeasuredProcess.Figures figures = MeasuredProcess.run(command, scripts, variables).succeeded();
    if (observed) {
      figures.at("\"event\":\"end\"");
    }
    return figures;
  }

  private static Path manyStatements(Path folder) throws IOException {
    Files.createDirectories(folder);
    StringBuilder script =
        new StringBuilder("CREATE TABLE many (id int PRIMARY KEY, name text);\n");
    for (int row = 1; row < STATEMENTS; row++) {
      script.append("INSERT INTO many VALUES (%d, 'name %d');%n".formatted(row, row));
    }
    Files.writeString(folder.resolve("V1__many.sql"), script);
    return folder;
  }
}
