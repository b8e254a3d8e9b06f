package dev.migratedeploy.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What the observer consists of in the image. */
final class ObserverFiles {
  /** The only file of its folder, which Flyway is told to load jars from. */
  static final String JAR = "/migrate-deploy/observer/migrate-deploy-observer.jar";

  private ObserverFiles() {}

  /** What starts Flyway with it, by its place beside the entrypoint, which runs it. */
  static Map<String, String> scripts() {
    return new TreeMap<>(
        Map.of(
            "/migrate-deploy/observe", text("observe.sh"),
            "/migrate-deploy/observe.awk", text("observe.awk")));
  }

  private static String text(String name) {
    return new String(resource(name), UTF_8);
  }

  static byte[] jar() {
    return resource("migrate-deploy-observer.jar");
  }

  private static byte[] resource(String name) {
    try (InputStream resource = ObserverFiles.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(resource, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " of this program itself", e);
    }
  }
}
