package dev.migratedeploy.flyway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A version of Flyway as a library in a class loader of its own. What it logs, and the message of
 * what it throws, is what its command line prints.
 */
final class FlywayLibrary implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger("org.flywaydb");

  private final URLClassLoader classes;

  /** The jars of a folder. */
  FlywayLibrary(Path jars) {
    try (Stream<Path> files = Files.list(jars)) {
      URL[] urls =
          files
              .filter(file -> file.toString().endsWith(".jar"))
              .map(FlywayLibrary::url)
              .toArray(URL[]::new);
      classes = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs a command and returns its lines.
   *
   * @param command such as {@code migrate}
   */
  List<String> run(String command, String url, String user, Map<String, String> options) {
    List<String> lines = new ArrayList<>();
    Handler handler = collecting(lines);
    LOGGER.addHandler(handler);
    LOGGER.setUseParentHandlers(false);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes);
    try {
      Class<?> flyway = classes.loadClass("org.flywaydb.core.Flyway");
      Object configuration = flyway.getMethod("configure").invoke(null);
      Class<?> fluent = configuration.getClass();
      fluent
          .getMethod("dataSource", String.class, String.class, String.class)
          .invoke(configuration, url, user, "");
      fluent.getMethod("configuration", Map.class).invoke(configuration, options);
      Object loaded = fluent.getMethod("load").invoke(configuration);
      Object result = loaded.getClass().getMethod(command).invoke(loaded);
      if (command.equals("info")) {
        lines.addAll(table(result).lines().toList());
      }
    } catch (InvocationTargetException e) {
      lines.addAll(
          ("ERROR: " + Objects.requireNonNull(e.getCause()).getMessage()).lines().toList());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } finally {
      thread.setContextClassLoader(before);
      LOGGER.setUseParentHandlers(true);
      LOGGER.removeHandler(handler);
    }
    return lines;
  }

  /** What the command line prints of what {@code info} returns. */
  private String table(Object info) throws ReflectiveOperationException {
    Class<?> migration = classes.loadClass("org.flywaydb.core.api.MigrationInfo");
    Object all =
        classes
            .loadClass("org.flywaydb.core.api.MigrationInfoService")
            .getMethod("all")
            .invoke(info);
    return (String)
        classes
            .loadClass("org.flywaydb.core.internal.info.MigrationInfoDumper")
            .getMethod("dumpToAsciiTable", migration.arrayType())
            .invoke(null, all);
  }

  /** What Flyway would write into its history for a script without placeholders. */
  int checksum(String script) {
    try {
      Class<?> resource = classes.loadClass("org.flywaydb.core.internal.resource.StringResource");
      Class<?> loadable = classes.loadClass("org.flywaydb.core.api.resource.LoadableResource");
      Object resources = Array.newInstance(loadable, 1);
      Array.set(resources, 0, resource.getConstructor(String.class).newInstance(script));
      return (int)
          classes
              .loadClass("org.flywaydb.core.internal.resolver.ChecksumCalculator")
              .getMethod("calculate", resources.getClass())
              .invoke(null, resources);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Handler collecting(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        lines.addAll((front(entry.getLevel()) + entry.getMessage()).lines().toList());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static String front(Level level) {
    return level.equals(Level.WARNING) ? "WARNING: " : level.equals(Level.SEVERE) ? "ERROR: " : "";
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() throws IOException {
    classes.close();
  }
}
