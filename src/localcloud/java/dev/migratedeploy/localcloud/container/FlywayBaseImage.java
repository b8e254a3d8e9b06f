package dev.migratedeploy.localcloud.container;

import dev.migratedeploy.localcloud.registry.Digest;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.LayeredImage.Layer;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.TarLayer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An image laid out like {@code flyway/flyway:12}, with the real Flyway for PostgreSQL in it and
 * neither a Java nor a shell: {@link ProcessRuntime} brings those. The same jars give the same
 * digest. With {@code -Dflyway.base=target/image-flyway/root} it is made of {@link BuiltFlyway}.
 */
public final class FlywayBaseImage {
  /** Where the build's {@code process-test-resources} leaves the jars. */
  private static final Path JARS = Path.of(System.getProperty("flyway.jars", "target/flyway"));

  private FlywayBaseImage() {}

  /** Puts the image into a registry and returns its manifest's digest. */
  public static Digest put(LocalRegistry registry, String repository, String tag) {
    try {
      return registry.put(repository, tag, image());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read Flyway's jars in target/flyway; mvn process-test-resources puts them there",
          e);
    }
  }

  private static LayeredImage image() throws IOException {
    String built = System.getProperty("flyway.base", "");
    return new LayeredImage(
        built.isEmpty()
            ? List.of(libraries(), launcher())
            : new BuiltFlyway(Path.of(built).toAbsolutePath()).layers(),
        Map.of(
            "Env",
            List.of("PATH=/flyway:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
            "WorkingDir",
            "/flyway",
            "Entrypoint",
            List.of("flyway")));
  }

  private static Layer libraries() throws IOException {
    TarLayer layer =
        new TarLayer()
            .directory("flyway", 0755)
            .directory("flyway/lib", 0755)
            // Flyway takes the directory three levels above its jars for its home.
            .directory("flyway/lib/flyway", 0755);
    try (Stream<Path> jars = Files.list(JARS)) {
      for (Path jar : jars.sorted().toList()) {
        layer.file("flyway/lib/flyway/" + jar.getFileName(), Files.readAllBytes(jar), 0644);
      }
    }
    return layer.gzip();
  }

  private static Layer launcher() throws IOException {
    try (InputStream script = FlywayBaseImage.class.getResourceAsStream("flyway.sh")) {
      String text =
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8)
              .replace("@SHARED@", sharedClasses());
      return new TarLayer()
          .directory("flyway", 0755)
          .directory("flyway/conf", 0755)
          .directory("flyway/drivers", 0755)
          .directory("flyway/sql", 0755)
          .file("flyway/flyway", text, 0755)
          .gzip();
    }
  }

  /**
   * The options by which Java uses the archive of Flyway's classes that the build has made, or
   * makes it; none if the build names no archive.
   */
  private static String sharedClasses() {
    String archive = System.getProperty("flyway.classes", "");
    boolean make = Boolean.getBoolean("flyway.classes.make");
    if (!make && !Files.isRegularFile(Path.of(archive))) {
      return "";
    }
    // Newer Javas tell it if an archive is not good for a container's own jars.
    return "-Xlog:disable '-XX:%s=%s'"
        .formatted(make ? "ArchiveClassesAtExit" : "SharedArchiveFile", archive);
  }
}
