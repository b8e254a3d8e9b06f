package dev.migratedeploy.imagebuild;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The licences of what is in the base image for Flyway. Java's are in its runtime. */
final class Licences {
  private static final Pattern TEXT =
      Pattern.compile("META-INF/(?:[^/]++/)*+[^/]*(LICENSE|NOTICE)[^/]*", Pattern.CASE_INSENSITIVE);

  private Licences() {}

  /**
   * Puts them into a folder of their own.
   *
   * @param apache the text of Apache-2.0, which Flyway's jars only name
   */
  static void install(FlywayHome home, Path apache) throws IOException {
    Files.copy(apache, home.licences().resolve("flyway-Apache-2.0.txt"));
    // The driver's jar has no text of its licence.
    try (InputStream lgpl = Licences.class.getResourceAsStream("LGPL-2.1.txt")) {
      Files.copy(
          Objects.requireNonNull(lgpl),
          home.licences().resolve("mariadb-java-client-LGPL-2.1.txt"));
    }
    for (Path folder : new Path[] {home.libraries(), home.drivers()}) {
      try (Stream<Path> jars = Files.list(folder)) {
        for (Path jar : jars.sorted().toList()) {
          copy(jar, home.licences());
        }
      }
    }
  }

  private static void copy(Path jar, Path folder) throws IOException {
    String prefix = jar.getFileName().toString().replaceFirst("-[0-9].*", "");
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
        if (TEXT.matcher(entry.getName()).matches()) {
          String name = entry.getName().substring("META-INF/".length()).replace('/', '-');
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, folder.resolve(prefix + "-" + name));
          }
        }
      }
    }
  }
}
