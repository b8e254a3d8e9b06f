package dev.migratedeploy.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Flyway is told where the scripts are, and what the user says stays. */
class EntrypointScriptLocationTest {
  private static final String SHELLS = "dev.migratedeploy.image.Shell#all";
  private static final List<String> FLYWAY =
      List.of("sh", "-c", "echo \"at ${FLYWAY_LOCATIONS-nowhere}\"", "flyway");

  private final Path directory;

  EntrypointScriptLocationTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void itIsTheScriptsPathWhereNobodySaysAnything(Shell shell) throws Exception {
    assertThat(log(shell, Map.of(), "migrate")).startsWith("at filesystem:/flyway/my sql\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void anotherToolIsToldNothing(Shell shell) throws Exception {
    assertThat(log(shell.run(directory, EntrypointScript.of(FLYWAY)), Map.of()))
        .startsWith("at nowhere\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aVariableStaysAlsoWhereItIsEmpty(Shell shell) throws Exception {
    assertThat(log(shell, Map.of("FLYWAY_LOCATIONS", "filesystem:/a"), "migrate"))
        .startsWith("at filesystem:/a\n");
    assertThat(log(shell, Map.of("FLYWAY_LOCATIONS", ""), "migrate")).startsWith("at \n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void anArgumentStays(Shell shell) throws Exception {
    assertThat(log(shell, Map.of(), "-locations=filesystem:/a", "migrate"))
        .startsWith("at nowhere\n");
    assertThat(log(shell, Map.of(), "-environments.prod.flyway.locations=filesystem:/a"))
        .startsWith("at nowhere\n");
    assertThat(log(shell, Map.of(), "-callbackLocations=filesystem:/a"))
        .startsWith("at filesystem:/flyway/my sql\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whatAFileSaysStays(Shell shell) throws Exception {
    Path toml = directory.resolve("flyway.toml");
    Files.writeString(toml, "[flyway]\n  locations = ['filesystem:/a']");
    assertThat(log(shell, Map.of(), "migrate")).startsWith("at nowhere\n");
    Files.writeString(toml, "[flyway]\n# locations = ['filesystem:/a']\ntarget = '3'\n");
    assertThat(log(shell, Map.of(), "migrate")).startsWith("at filesystem:/flyway/my sql\n");
    Files.writeString(directory.resolve("own.conf"), "flyway.locations=filesystem:/a");
    assertThat(log(shell, Map.of(), "-configFiles=other.conf,own.conf")).startsWith("at nowhere\n");
    assertThat(log(shell, Map.of("FLYWAY_CONFIG_FILES", "own.conf"))).startsWith("at nowhere\n");
  }

  private String log(Shell shell, Map<String, String> variables, String... arguments)
      throws Exception {
    String script = EntrypointScript.of(FLYWAY, "filesystem:/flyway/my sql");
    return log(shell.run(directory, script, arguments), variables);
  }

  private String log(ProcessBuilder process, Map<String, String> variables) throws Exception {
    process.environment().remove("FLYWAY_LOCATIONS");
    process.environment().put("HOME", directory.resolve("home").toString());
    process.environment().putAll(variables);
    Process started = process.start();
    String log = new String(started.getInputStream().readAllBytes(), UTF_8);
    assertThat(started.waitFor()).isZero();
    return log;
  }
}
