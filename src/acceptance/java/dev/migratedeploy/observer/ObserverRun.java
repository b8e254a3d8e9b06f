package dev.migratedeploy.observer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A process of Flyway with the observer in it, and what it prints. */
final class ObserverRun implements AutoCloseable {
  static final String KEY = "0123456789abcdef";
  static final Path JAR = Path.of("dev/migratedeploy/image/migrate-deploy-observer.jar");

  private static final String PREFIX = "[migrate-deploy:" + KEY + "] ";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECONDS = 90;

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private ObserverRun(Process process) {
    this.process = process;
    this.reader = new Thread(this::read);
    reader.start();
  }

  /** What is to be run. */
  static final class Setup {
    private final Map<String, String> options = new TreeMap<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> jars = new ArrayList<>();
    private final List<String> folders = new ArrayList<>();
    private final List<String> jvm = new ArrayList<>();

    Setup(String... folders) {
      this.folders.addAll(List.of(folders));
      environment.put("MIGRATE_DEPLOY_OBSERVER", KEY);
      options.put("flyway.callbacks", "dev/migratedeploy/observer/callback");
      jars.add(observerJar().toString());
    }

    Setup url(String url, String user, String password) {
      options.put("url", url);
      options.put("user", user);
      options.put("password", password);
      return this;
    }

    Setup scripts(Path scripts) {
      return with("flyway.locations", "filesystem:" + scripts);
    }

    Setup with(String option, String value) {
      options.put(option, value);
      return this;
    }

    Setup environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    Setup jar(Path jar) {
      jars.add(jar.toString());
      return this;
    }

    Setup onlyJar(Path jar) {
      jars.clear();
      return jar(jar);
    }

    Setup jvm(String option) {
      jvm.add(option);
      return this;
    }

    /** The lock guard as the tool gives it to the task. */
    Setup locks(String setting) {
      return environment("MIGRATE_DEPLOY_LOCKS", setting);
    }

    /** Java with these options of its own, and the class path. */
    List<String> java(List<String> own) {
      List<String> line =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1"));
      line.addAll(own);
      StringBuilder path = new StringBuilder(ObservedClasses.place().toString());
      for (String folder : folders) {
        path.append(File.pathSeparator).append(folder).append("/*");
      }
      line.addAll(List.of("-cp", path.toString()));
      return line;
    }

    ObserverRun start(String command) throws IOException {
      List<String> line =
          new ArrayList<>(java(jvm.isEmpty() ? ObservedClasses.options(folders) : jvm));
      line.addAll(
          List.of(ObservedFlyway.class.getName(), command, String.join(File.pathSeparator, jars)));
      options.forEach((key, value) -> line.add(key + "=" + value));
      ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
      builder.environment().putAll(environment);
      return new ObserverRun(builder.start());
    }

    Ended run(String command) throws IOException, InterruptedException {
      try (ObserverRun run = start(command)) {
        return run.await();
      }
    }
  }

  /** What is left of a process. */
  record Ended(int exit, List<String> log, List<JsonNode> events) {
    List<JsonNode> events(String name) {
      return ObserverRun.named(events, name);
    }

    JsonNode event(String name) {
      List<JsonNode> found = events(name);
      assertThat(found).as("%s in%n%s", name, String.join("\n", log)).hasSize(1);
      return found.get(0);
    }

    /** Flyway's own. */
    List<String> flyways() {
      return log.stream().filter(line -> !line.startsWith("[migrate-deploy")).toList();
    }

    Ended exited(int code) {
      assertThat(exit).as("%s", String.join("\n", log)).isEqualTo(code);
      return this;
    }
  }

  static Path observerJar() {
    String root = ObserverRun.class.getClassLoader().getResource(JAR.toString()).getPath();
    return Path.of(root);
  }

  private void read() {
    try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8)) {
      from.lines().forEach(lines::add);
    } catch (UncheckedIOException | IOException ended) {
      lines.add("(" + ended + ")");
    }
  }

  List<String> log() {
    return lines;
  }

  List<JsonNode> events() {
    return lines.stream().filter(line -> line.startsWith(PREFIX)).map(ObserverRun::json).toList();
  }

  List<JsonNode> events(String name) {
    return named(events(), name);
  }

  static List<JsonNode> named(List<JsonNode> events, String name) {
    return events.stream().filter(event -> event.get("event").asText().equals(name)).toList();
  }

  /** Waits until an event of that name was printed. */
  JsonNode awaitEvent(String name) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (events(name).isEmpty()) {
      boolean over = !process.isAlive() || System.nanoTime() > until;
      if (over) {
        reader.join(1_000);
        assertThat(events(name)).as("%s in%n%s", name, String.join("\n", lines)).isNotEmpty();
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    return events(name).get(0);
  }

  Ended await() throws InterruptedException {
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
        .as("%s", String.join("\n", lines))
        .isTrue();
    reader.join();
    return new Ended(process.exitValue(), List.copyOf(lines), events());
  }

  Process process() {
    return process;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line.substring(PREFIX.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }
}
