package dev.migratedeploy.observer;

import dev.migratedeploy.localcloud.ServerPort;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's MariaDB as an ordinary process, on loopback, with its data in a folder that goes. */
public final class MariaDbServer implements AutoCloseable {
  private static final long SECONDS = 60;

  private final Process process;
  private final int port;
  private final Driver driver;

  private MariaDbServer(Process process, int port, Driver driver) {
    this.process = process;
    this.port = port;
    this.driver = driver;
  }

  /** Where nobody has installed it, its tests are skipped. */
  public static boolean isInstalled() {
    return find("mariadbd").isPresent()
        && find("mariadb-install-db").isPresent()
        && find("mariadb-dump").isPresent();
  }

  private static Optional<Path> find(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Arrays.stream(path.split(":")), Stream.of("/usr/sbin"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  public static MariaDbServer start(Path folder) throws Exception {
    Path data = folder.resolve("data");
    run(
        List.of(
            find("mariadb-install-db").orElseThrow().toString(),
            "--no-defaults",
            "--datadir=" + data,
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--user=" + System.getProperty("user.name")),
        folder);
    int port = ServerPort.free();
    Process process =
        new ProcessBuilder(
                find("mariadbd").orElseThrow().toString(),
                "--no-defaults",
                "--datadir=" + data,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + folder.resolve("s"),
                "--pid-file=" + folder.resolve("pid"),
                "--innodb-buffer-pool-size=16M",
                "--user=" + System.getProperty("user.name"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    MariaDbServer server = new MariaDbServer(process, port, driver());
    server.awaitReady(folder.resolve("log"));
    return server;
  }

  private static void run(List<String> command, Path folder)
      throws IOException, InterruptedException {
    Path log = folder.resolve("install");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
  }

  /** From where Flyway gets it, too. */
  private static Driver driver() throws Exception {
    try (Stream<Path> jars = Files.list(Path.of("target/flyway-mariadb"))) {
      URL[] urls =
          jars.filter(jar -> jar.toString().contains("mariadb-java-client"))
              .map(MariaDbServer::url)
              .toArray(URL[]::new);
      // It stays open as long as connections are made.
      URLClassLoader classes = new URLClassLoader(urls);
      return (Driver)
          classes.loadClass("org.mariadb.jdbc.Driver").getDeclaredConstructor().newInstance();
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitReady(Path log) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (true) {
      try (Connection ready = connect("mysql")) {
        return;
      } catch (SQLException notYet) {
        if (System.nanoTime() > until || process.waitFor(100, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException(Files.readString(log), notYet);
        }
      }
    }
  }

  public String url(String database) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
  }

  /** What its own program writes of a database: schema, code and rows. */
  public String dump(String database, String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                find("mariadb-dump").orElseThrow().toString(),
                "--no-defaults",
                "--host=127.0.0.1",
                "--port=" + port,
                "--user=root",
                "--routines",
                "--events"));
    command.addAll(List.of(options));
    command.add(database);
    Process dump =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (dump.waitFor() != 0) {
      throw new IllegalStateException(text);
    }
    return text;
  }

  public Connection connect(String database) throws SQLException {
    Properties user = new Properties();
    user.setProperty("user", "root");
    return driver.connect(url(database), user);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
