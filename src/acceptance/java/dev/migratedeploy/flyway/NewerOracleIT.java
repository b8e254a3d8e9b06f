package dev.migratedeploy.flyway;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How Flyway reads names, versions, locations and options is compared with the core on the class
 * path, which is that of the last command line; here once more with the newest one.
 */
class NewerOracleIT {
  private static final List<String> ORACLES =
      List.of(
          "dev.migratedeploy.flyway.FlywayLocationTest",
          // What reads TOML is in a part of the newest that is not published.
          "dev.migratedeploy.flyway.FlywayOptionsOracleIT#withPropertiesTheEffectIsFlyways",
          "dev.migratedeploy.flyway.scripts.ScriptNameOracleIT",
          "dev.migratedeploy.flyway.scripts.ScriptNamingOracleIT");

  @Test
  void namesAndOptionsMeanTheSameToTheNewestFlyway() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                OracleProcess.class.getName()));
    command.addAll(ORACLES);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(5, MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).containsPattern("succeeded: [1-9]\\d");
  }

  private static String classPath() throws IOException {
    String newest;
    try (Stream<Path> jars = Files.list(Path.of("target/flyway-next"))) {
      newest = jars.filter(NewerOracleIT::isCore).findFirst().orElseThrow().toString();
    }
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> isCore(Path.of(entry)) ? newest : entry)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isCore(Path jar) {
    return jar.getFileName().toString().startsWith("flyway-core-");
  }
}
