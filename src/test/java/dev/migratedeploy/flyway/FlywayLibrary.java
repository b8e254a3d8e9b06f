package dev.migratedeploy.flyway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A version of Flyway as a library in a class loader of its own. What it logs is what its command
 * line prints, but for the words in front of warnings and errors.
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

  /** Migrates and returns what was logged. */
  List<String> migrate(String url, String user, String password, Map<String, String> options) {
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
          .invoke(configuration, url, user, password);
      fluent.getMethod("configuration", Map.class).invoke(configuration, options);
      Object loaded = fluent.getMethod("load").invoke(configuration);
      loaded.getClass().getMethod("migrate").invoke(loaded);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } finally {
      thread.setContextClassLoader(before);
      LOGGER.setUseParentHandlers(true);
      LOGGER.removeHandler(handler);
    }
    return lines;
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
        boolean warning = entry.getLevel().intValue() == Level.WARNING.intValue();
        lines.addAll(((warning ? "WARNING: " : "") + entry.getMessage()).lines().toList());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
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
