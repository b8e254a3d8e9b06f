package dev.migratedeploy.image;

import dev.migratedeploy.support.OwnResource;
import java.util.Map;
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

  static byte[] jar() {
    return OwnResource.bytes(ObserverFiles.class, "migrate-deploy-observer.jar");
  }

  private static String text(String name) {
    return OwnResource.text(ObserverFiles.class, name);
  }
}
