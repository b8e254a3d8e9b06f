package dev.migratedeploy.observer;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;

/**
 * A process with a version of Flyway in it, and the observer's jar in a class loader of its own, as
 * Flyway's command line loads it. It ends as the command line does: 1 if Flyway has failed.
 */
public final class ObservedFlyway {
  private ObservedFlyway() {}

  /** The command, the observer's jar and other jars, then options as {@code key=value}. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new TreeMap<>();
    for (int i = 2; i < arguments.length; i++) {
      int equals = arguments[i].indexOf('=');
      options.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
    }
    String[] jars = arguments[1].split(java.io.File.pathSeparator, -1);
    URL[] urls = new URL[jars.length];
    for (int i = 0; i < jars.length; i++) {
      urls[i] = Path.of(jars[i]).toUri().toURL();
    }
    ClassLoader classes = new URLClassLoader(urls, Thread.currentThread().getContextClassLoader());
    Thread.currentThread().setContextClassLoader(classes);
    Flyway flyway =
        Flyway.configure(classes)
            .dataSource(options.remove("url"), options.remove("user"), options.remove("password"))
            .configuration(options)
            .load();
    try {
      if (arguments[0].contains("migrate")) {
        flyway.migrate();
      }
      if (arguments[0].contains("validate")) {
        flyway.validate();
      }
      if (arguments[0].contains("info")) {
        flyway.info();
      }
    } catch (RuntimeException | LinkageError failure) {
      failure.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }
}
