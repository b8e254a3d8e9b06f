package dev.migratedeploy.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.ToolProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A project's own callbacks and jars work as without the observer, and beside it. */
class OwnCallbacksIT extends EndToEnd {
  private static final String SOURCE =
      """
      package acme;
      import org.flywaydb.core.api.callback.*;
      public class Own implements Callback {
        public boolean supports(Event event, Context context) {
          return event == Event.BEFORE_EACH_MIGRATE;
        }
        public boolean canHandleInTransaction(Event event, Context context) { return true; }
        public void handle(Event event, Context context) { System.out.println("acme was here"); }
        public String getCallbackName() { return "acme"; }
      }
      """;

  private static final Map<String, byte[]> SCRIPT =
      Map.of("db-migrations/scripts/V1__tea.sql", "CREATE TABLE tea (id int);\n".getBytes(UTF_8));

  private final Path directory;

  OwnCallbacksIT(@TempDir Path directory) {
    this.directory = directory;
  }

  /** With properties Flyway's folder for jars counts only as long as nobody names another. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          flyway.conf | /flyway/jars/own.jar | flyway.callbacks=acme.Own
          flyway.toml | /flyway/jars/own.jar | flyway = {}~[environments.default]~flyway.callbacks = ['acme.Own']
          flyway.toml | /flyway/own/own.jar  | [flyway]~callbacks = [~  'acme.Own', # ours~]~jarDirs = ["own"]
          """)
  void theyAreCalledAndTheObserverSpeaks(String file, String jar, String configuration)
      throws Exception {
    Map<String, byte[]> files = new HashMap<>(SCRIPT);
    files.put("db-migrations/" + file, configuration.replace("~", "\n").getBytes(UTF_8));
    files.put("db-migrations/own.jar", jar());
    files.put("db-migrations/migrate-deploy.yml", settings(jar).getBytes(UTF_8));

    ToolProcess.Result result = deploy(project.commitOnly(files));

    assertExit(result, 0, "Result   APPLIED", "acme was here");
    assertThat(result.output()).doesNotContain("observer off", "did not speak", "[migrate-deploy:");
  }

  @Test
  void whereTheirConfigurationIsNotReadForSureTheObserverStaysOut() throws Exception {
    Map<String, byte[]> files = new HashMap<>(SCRIPT);
    files.put(
        "db-migrations/flyway.toml",
        "flyway = { callbacks = ['acme.Own'], jarDirs = ['own'] }\n".getBytes(UTF_8));
    files.put("db-migrations/own.jar", jar());
    files.put("db-migrations/migrate-deploy.yml", settings("/flyway/own/own.jar").getBytes(UTF_8));

    assertExit(
        deploy(project.commitOnly(files)), 0, "Result   APPLIED", "acme was here", "observer off");
  }

  private String settings(String jar) {
    return super.settings()
        .replace("image:\n", "image:\n  files: {db-migrations/own.jar: " + jar + "}\n");
  }

  private byte[] jar() throws IOException {
    Path source = Files.writeString(directory.resolve("Own.java"), SOURCE);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                List.of(
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        directory.toString(),
                        source.toString())
                    .toArray(new String[0]));
    assertThat(failed).isZero();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      jar.putNextEntry(new JarEntry("acme/Own.class"));
      jar.write(Files.readAllBytes(directory.resolve("acme/Own.class")));
    }
    return bytes.toByteArray();
  }
}
