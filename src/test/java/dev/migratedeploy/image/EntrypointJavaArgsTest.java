package dev.migratedeploy.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java is started for a short migration if there is little processor time and nobody says how. */
class EntrypointJavaArgsTest {
  private static final String SHELLS = "dev.migratedeploy.image.Shell#all";
  private static final String LIGHT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
  private static final String TELL = "echo \"java ${JAVA_ARGS-untold}\"";
  private static final List<String> FLYWAY = List.of("sh", "-c", TELL, "flyway");
  private static final String LOCATION = "filesystem:/flyway/sql";

  private final Path directory;

  EntrypointJavaArgsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aTaskOfLessThanTwoProcessorsStartsItLightly(Shell shell) throws Exception {
    for (String units : List.of("256", "1024", "2047", "1")) {
      assertThat(flyway(shell, Map.of("MIGRATE_DEPLOY_CPU", units))).isEqualTo(LIGHT);
    }
    assertThat(flyway(shell, Map.of("MIGRATE_DEPLOY_CPU", "256", "JAVA_ARGS", "")))
        .isEqualTo(LIGHT);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void otherwiseItIsLeftAsItWas(Shell shell) throws Exception {
    assertThat(flyway(shell, Map.of())).isEqualTo("untold");
    for (String units :
        List.of("2048", "4096", "16384", "", "-1", "256m", "0.25", "x", "99999999999999999999")) {
      assertThat(flyway(shell, Map.of("MIGRATE_DEPLOY_CPU", units))).isEqualTo("untold");
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whatAnybodyHasToldJavaCounts(Shell shell) throws Exception {
    assertThat(flyway(shell, Map.of("MIGRATE_DEPLOY_CPU", "256", "JAVA_ARGS", "-Xmx256m")))
        .isEqualTo("-Xmx256m");
    for (String name : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
      // Java does not start with two collectors.
      assertThat(flyway(shell, Map.of("MIGRATE_DEPLOY_CPU", "256", name, "-XX:+UseG1GC")))
          .isEqualTo("untold");
      assertThat(flyway(shell, Map.of("MIGRATE_DEPLOY_CPU", "256", name, "@/etc/java.options")))
          .isEqualTo("untold");
      assertThat(flyway(shell, Map.of("MIGRATE_DEPLOY_CPU", "256", name, "-javaagent:/a.jar")))
          .isEqualTo(LIGHT);
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void anotherToolIsStartedAsItWas(Shell shell) throws Exception {
    String script = EntrypointScript.of(FLYWAY);
    assertThat(told(shell.run(directory, script), Map.of("MIGRATE_DEPLOY_CPU", "256")))
        .isEqualTo("untold");
  }

  private String flyway(Shell shell, Map<String, String> variables) throws Exception {
    String script = EntrypointScript.of(FLYWAY, LOCATION);
    return told(shell.run(directory, script, "migrate"), variables);
  }

  private static String told(ProcessBuilder process, Map<String, String> variables)
      throws Exception {
    process
        .environment()
        .keySet()
        .removeAll(List.of("JAVA_ARGS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    process.environment().putAll(variables);
    Process started = process.start();
    String log = new String(started.getInputStream().readAllBytes(), UTF_8);
    assertThat(started.waitFor()).isZero();
    return log.lines().findFirst().orElseThrow().replaceFirst("^java ", "");
  }
}
