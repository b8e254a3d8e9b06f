package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the observer cannot be loaded for sure, Flyway runs as without it, and a line says why. */
class ObserverOffTest {
  private static final String WITHOUT = "callbacks= jars=\narguments=migrate\n";

  private final Path root;
  private ObservedContainer container;

  ObserverOffTest(@TempDir Path root) {
    this.root = root;
  }

  @BeforeEach
  void buildTheContainer() throws Exception {
    container = ObservedContainer.of(root);
  }

  static Stream<Arguments> tomlThatIsNotRead() {
    return Stream.of(
        Arguments.of(
            "[flyway]\ncallbacks = \"a.B\"", "has callbacks or jarDirs in a form that is not read"),
        Arguments.of("flyway = {callbacks = ['a.B']}", "in a form that is not read here"),
        Arguments.of("[environments.\"a b\".flyway]\njarDirs = ['x']", "in a form that is not"),
        Arguments.of("[[flyway]]\ncallbacks = ['a.B']", "in a form that is not read here"),
        Arguments.of("[flyway]\njarDirs = [\"C:\\\\jars\"]", "more than a plain text"),
        Arguments.of("[flyway]\njarDirs = ['a,b']", "more than a plain text"),
        Arguments.of("[flyway]\ncallbacks = ['''a\nb''']", "more than a plain text"),
        Arguments.of("[flyway]\ncallbacks = [['a']]", "something else than texts"),
        Arguments.of("[flyway]\njarDirs = ['${env.JARS}']", "has a reference in it"),
        Arguments.of("[flyway\ncallbacks = []", "is not read here to its end"),
        Arguments.of("[flyway]\ntext = 'a", "is not read here to its end"),
        Arguments.of("[flyway]\ncallbacks = ['a'", "is not read here to its end"),
        Arguments.of("x = 'y'\n".repeat(7_000), "larger than 50,000 bytes"));
  }

  @ParameterizedTest
  @MethodSource("tomlThatIsNotRead")
  void aFileThatIsNotReadForSure(String toml, String why) throws Exception {
    Path file = container.write("flyway/conf/flyway.toml", toml);

    assertThat(container.log(anyShell(), Map.of(), "migrate"))
        .startsWith("[migrate-deploy] observer off: " + file)
        .contains(why)
        .endsWith(WITHOUT + "[migrate-deploy] end exit=0 lines=3\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          flyway.jarDirs=${JARS}                             | has a reference in it
          flyway.placeholders.a=${MIGRATE_DEPLOY_OBSERVER}   | speaks of MIGRATE_DEPLOY_OBSERVER
          """)
  void propertiesThatAreNotReadForSure(String line, String why) throws Exception {
    Path file = container.write("flyway/conf/flyway.conf", line);

    assertThat(container.log(anyShell(), Map.of("JARS", "/x"), "migrate"))
        .startsWith("[migrate-deploy] observer off: " + file + " " + why + "\n" + WITHOUT);
  }

  /** With the key a script could write lines in the observer's name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[flyway.placeholders]\na = \"${env.MIGRATE_DEPLOY_OBSERVER}\"",
        "[environments.a]\nurl = 'jdbc:x?ApplicationName=${env.MIGRATE_DEPLOY_OBSERVER}'",
        "[flyway.placeholders]\na = \"${env.MIGRATE\\u005fDEPLOY_OBSERVER}\"",
        "[flyway.placeholders]\na = \"\"\"${env.MIGRATE_DE\\\n   PLOY_OBSERVER}\"\"\""
      })
  void aFileThatWouldTellTheKey(String toml) throws Exception {
    container.write("flyway/conf/flyway.toml", toml);

    assertThat(container.log(anyShell(), Map.of(), "migrate"))
        .startsWith("[migrate-deploy] observer off: ")
        .contains(WITHOUT)
        .doesNotContain("key=");
  }

  @Test
  void anArgumentThatWouldTellTheKey() throws Exception {
    assertThat(
            container.log(
                anyShell(), Map.of(), "migrate", "-placeholders.a=${MIGRATE_DEPLOY_OBSERVER}"))
        .startsWith(
            "[migrate-deploy] observer off: an argument speaks of MIGRATE_DEPLOY_OBSERVER\n");
  }

  @Test
  void anEmptyValueOverAnother() throws Exception {
    Path file = container.write("flyway/conf/flyway.conf", "flyway.callbacks=a.B");

    assertThat(container.log(anyShell(), Map.of("FLYWAY_CALLBACKS", ""), "migrate"))
        .startsWith(
            "[migrate-deploy] observer off: FLYWAY_CALLBACKS is empty, and " + file + " is not\n");
  }

  @Test
  void filesInAnotherEncodingOrFromTheStandardInput() throws Exception {
    assertThat(container.log(anyShell(), Map.of("FLYWAY_CONFIG_FILE_ENCODING", "utf-16le")))
        .startsWith("[migrate-deploy] observer off: configuration files are in UTF-16LE\n");
    assertThat(container.log(anyShell(), Map.of(), "-configFiles=-"))
        .startsWith(
            "[migrate-deploy] observer off: a configuration file is read from the standard input\n");
  }

  @Test
  void aFlywayThatIsTooOld() throws Exception {
    Files.delete(root.resolve("flyway/lib/flyway/flyway-core-12.4.0.jar"));
    container.write("flyway/lib/community/flyway-core-9.22.3.jar", "a jar");

    assertThat(container.log(anyShell(), Map.of(), "migrate"))
        .startsWith("[migrate-deploy] observer off: Flyway 9.22.3 is older than 10\n" + WITHOUT);
  }

  /** As a package of a distribution has it: the program is a wrapper somewhere else. */
  @Test
  void aFlywayThatIsNotBesideItsLauncher() throws Exception {
    Files.move(root.resolve("flyway/lib"), root.resolve("elsewhere"));

    assertThat(container.log(anyShell(), Map.of(), "migrate"))
        .startsWith("[migrate-deploy] observer off: nobody can tell where Flyway is installed")
        .contains(WITHOUT);
  }

  @Test
  void aJarThatIsNotThere() throws Exception {
    Files.delete(root.resolve(ObserverFiles.JAR.substring(1)));

    assertThat(container.log(anyShell(), Map.of(), "migrate"))
        .startsWith("[migrate-deploy] observer off: its jar cannot be read\n" + WITHOUT);
  }

  @Test
  void noRandomNumber() throws Exception {
    Path script = root.resolve("migrate-deploy/observe");
    String text = Files.readString(script).replace("/proc/sys/kernel", "/none");
    Files.writeString(script, text);
    assertThat(container.log(anyShell(), Map.of(), "migrate"))
        .as("from /dev/urandom")
        .matches("(?s)\\[migrate-deploy] observer key=[0-9a-f]{16}\n.*");

    Files.writeString(script, text.replace("/dev/urandom", "/none"));
    assertThat(container.log(anyShell(), Map.of(), "migrate"))
        .startsWith(
            "[migrate-deploy] observer off: there is no random number to be had for its key\n"
                + WITHOUT);
  }

  /** Nothing counts the lines then, and Flyway runs all the same. */
  @Test
  void noAwk() throws Exception {
    ProcessBuilder process = container.run(anyShell(), Map.of(), "migrate");
    Path bin = Files.createDirectory(root.resolve("few"));
    Files.createSymbolicLink(bin.resolve("sh"), Path.of("/bin/sh"));
    process.environment().put("PATH", root.resolve("flyway") + ":" + bin);
    Process started = process.start();

    assertThat(
            new String(
                started.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("[migrate-deploy] observer off: the image has no awk\n" + WITHOUT);
    assertThat(started.waitFor()).isZero();
  }

  private static Shell anyShell() {
    return Shell.all().findFirst().orElseThrow();
  }
}
