package dev.migratedeploy.deploy;

import dev.migratedeploy.findings.FlywayOptions;
import dev.migratedeploy.image.ImageFile;
import dev.migratedeploy.problem.Problem;
import dev.migratedeploy.problem.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/** What Flyway is told by the arguments and by the configuration files in the image. */
final class FlywayConfigurations {
  private FlywayConfigurations() {}

  static FlywayOptions options(DeployOrder order) {
    Map<String, String> texts = new TreeMap<>();
    for (ImageFile file : order.files()) {
      if (file.target().matches(".*/flyway(\\.user)?\\.(conf|toml)")) {
        texts.put(file.target(), text(file));
      }
    }
    return FlywayOptions.of(order.command(), texts);
  }

  private static String text(ImageFile file) {
    try {
      // Not every editor writes UTF-8; a byte that is none makes no difference here.
      return new String(Files.readAllBytes(file.source()), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new RefusedException(
          Problem.of(
              "could not read " + file.source() + ": " + e,
              "see that the job may read every file of its checkout"));
    }
  }
}
