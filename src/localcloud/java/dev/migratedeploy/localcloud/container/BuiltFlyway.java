package dev.migratedeploy.localcloud.container;

import dev.migratedeploy.localcloud.registry.LayeredImage.Layer;
import dev.migratedeploy.localcloud.registry.TarLayer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The layers of {@code migrate-deploy-flyway}, as {@code mvn -Pimage package} leaves it in a
 * folder. What is started in a container is the Flyway of that folder, with its Java and its cache:
 * a cache is good for one place, and each container here has another. If the container has
 * configuration, jars or drivers of its own, it is the copy in the container, which has no cache.
 *
 * @param root the folder that holds {@code flyway}
 */
record BuiltFlyway(Path root) {
  List<Layer> layers() throws IOException {
    return List.of(files(), launcher());
  }

  private Layer files() throws IOException {
    TarLayer layer = new TarLayer();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted().toList()) {
        String name = root.relativize(file).toString();
        if (name.isEmpty() || name.endsWith(".aot") || name.equals("flyway/flyway")) {
          continue;
        }
        if (Files.isSymbolicLink(file)) {
          layer.symlink(name, Files.readSymbolicLink(file).toString());
        } else if (Files.isDirectory(file)) {
          layer.directory(name, 0755);
        } else {
          layer.file(name, Files.readAllBytes(file), Files.isExecutable(file) ? 0755 : 0644);
        }
      }
    }
    return layer
        .file("flyway/launcher", Files.readAllBytes(root.resolve("flyway/flyway")), 0755)
        .gzip();
  }

  private Layer launcher() throws IOException {
    try (InputStream script = BuiltFlyway.class.getResourceAsStream("built-flyway.sh")) {
      String text =
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8)
              .replace("@BUILT@", root.resolve("flyway").toString());
      return new TarLayer().file("flyway/flyway", text, 0755).gzip();
    }
  }
}
