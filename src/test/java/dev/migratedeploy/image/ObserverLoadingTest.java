package dev.migratedeploy.image;

import static dev.migratedeploy.image.ObservedContainer.CALLBACKS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The observer is added to what the user has set, wherever that is, and never in its place. */
class ObserverLoadingTest {
  private static final String SHELLS = "dev.migratedeploy.image.Shell#all";

  private final Path root;
  private ObservedContainer container;

  ObserverLoadingTest(@TempDir Path root) {
    this.root = root;
  }

  @BeforeEach
  void buildTheContainer() throws Exception {
    container = ObservedContainer.of(root);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void theFirstLineOfTheLogTellsTheKeyAndTheLastLineCountsIt(Shell shell) throws Exception {
    String log = container.log(shell, Map.of(), "migrate");

    assertThat(log)
        .matches("(?s)\\[migrate-deploy] observer key=[0-9a-f]{16}\n.*")
        .endsWith("\n[migrate-deploy] end exit=0 lines=3\n");
    assertThat(container.log(shell, Map.of(), "migrate").lines().findFirst())
        .as("another key for each task")
        .isNotEqualTo(log.lines().findFirst());
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whereNobodySaysAnythingItIsTheOnlyOne(Shell shell) throws Exception {
    Files.createDirectories(root.resolve("flyway/jars"));

    assertThat(container.log(shell, Map.of(), "migrate", "-outOfOrder=true"))
        .contains(
            "callbacks=" + CALLBACKS + " jars=" + container.folder() + "\n",
            "arguments=migrate -outOfOrder=true\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void itComesAfterWhatVariablesSay(Shell shell) throws Exception {
    assertThat(
            container.log(
                shell, Map.of("FLYWAY_CALLBACKS", "a.B, c.D", "FLYWAY_JAR_DIRS", "/a b,jars")))
        .contains("callbacks=a.B, c.D," + CALLBACKS + " jars=/a b,jars," + container.folder());
    assertThat(container.log(shell, Map.of("FLYWAY_CALLBACKS", "", "FLYWAY_JAR_DIRS", "")))
        .contains("callbacks=" + CALLBACKS + " jars=" + container.folder() + "\n");
  }

  /** Flyway refuses a folder that is named and not there, and does not miss its own one. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void aFolderForJarsThatTheImageDoesNotHaveIsNotNamed(Shell shell) throws Exception {
    container.write("flyway/conf/flyway.conf", "flyway.url=jdbc:x\n");

    assertThat(container.log(shell, Map.of(), "migrate"))
        .contains(" jars=" + container.folder() + "\n");
  }

  /** As /usr/local/bin/flyway has it in images that are built by hand. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void flywayIsFoundBehindALink(Shell shell) throws Exception {
    container.write("flyway/conf/flyway.conf", "flyway.callbacks=a.B\n");
    Path bin = Files.createDirectories(root.resolve("usr/bin"));
    Files.createSymbolicLink(bin.resolve("linked"), root.resolve("flyway/flyway"));
    ProcessBuilder process =
        container.run(
            shell,
            EntrypointScript.observed(List.of(bin.resolve("linked").toString()), ""),
            Map.of(),
            "migrate");

    assertThat(new String(process.start().getInputStream().readAllBytes(), UTF_8))
        .contains("callbacks=a.B," + CALLBACKS);
  }

  /** Flyway takes both, and of FLYWAY_CALLBACKS and flyway_callbacks the latter with a warning. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void itComesAfterWhatVariablesInSmallLettersSay(Shell shell) throws Exception {
    container = ObservedContainer.of(root, "env | grep -E '^(FLYWAY|flyway|environments)_' | sort");

    assertThat(
            container.log(
                shell,
                Map.of(
                    "flyway_callbacks", "a.B",
                    "environments_prod_flyway_callbacks", "c.D",
                    "environments_prod_flyway_jarDirs", "/x")))
        .contains(
            "FLYWAY_JAR_DIRS=" + container.folder() + "\n",
            "environments_prod_flyway_callbacks=c.D," + CALLBACKS + "\n",
            "environments_prod_flyway_jarDirs=/x," + container.folder() + "\n",
            "flyway_callbacks=a.B," + CALLBACKS + "\n")
        .doesNotContain("FLYWAY_CALLBACKS=");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void anArgumentIsChangedInItsPlace(Shell shell) throws Exception {
    assertThat(
            container.log(
                shell,
                Map.of("FLYWAY_CALLBACKS", "weaker"),
                "-callbacks=a.B,c",
                "migrate",
                "-jarDirs=/x y",
                "-environments.Prod.flyway.jarDirs=/z"))
        .contains(
            "arguments=-callbacks=a.B,c,"
                + CALLBACKS
                + " migrate -jarDirs=/x y,"
                + container.folder()
                + " -environments.Prod.flyway.jarDirs=/z,"
                + container.folder()
                + "\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void itComesAfterWhatTomlSaysHoweverThatIsWritten(Shell shell) throws Exception {
    container.write(
        "flyway/conf/flyway.toml",
        """
        # callbacks = ["not.This"]
        title = "a # b [x]" # callbacks = ["nor.This"]
        [flyway.placeholders]
        text = ""\"
        [flyway]
        callbacks = ["nor.This"]
        ""\"
        [environments.dev]
        url = "jdbc:postgresql://db/${env.DATABASE}?a=b"
        schemas = [ [ "a" ], { callback = 1, jars = "]" } ]

        [ "flyway" ]
        "callbacks" = [
          "com.acme.A", # the first, "com.acme.X"
          'com.acme.B',
        ]
        jarDirs=['/opt/jars','/opt/more jars']
        """);

    assertThat(container.log(shell, Map.of(), "migrate"))
        .contains(
            "callbacks=com.acme.A,com.acme.B,"
                + CALLBACKS
                + " jars=/opt/jars,/opt/more jars,"
                + container.folder()
                + "\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whatAnEnvironmentOfTomlSaysGetsAnArgument(Shell shell) throws Exception {
    container.write(
        "flyway/flyway.toml",
        """
        [environments.Prod.flyway]
        callbacks = ["a.B"]
        [environments.test]
        flyway.jarDirs = ["/t"]
        """);

    assertThat(container.log(shell, Map.of(), "migrate"))
        .contains(
            "-environments.Prod.flyway.callbacks=a.B," + CALLBACKS,
            "-environments.test.flyway.jarDirs=/t," + container.folder(),
            "callbacks=" + CALLBACKS + " jars=" + container.folder() + "\n");
  }

  /** A folder of jars that nobody names counts only as long as nobody names another. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void itComesAfterWhatPropertiesSayAndFlywaysOwnFolderStays(Shell shell) throws Exception {
    Files.createDirectories(root.resolve("flyway/jars"));
    container.write(
        "flyway/conf/flyway.conf",
        "! flyway.callbacks=no\n flyway.url = jdbc:x\\\n  flyway.callbacks = a.B,\\\n    c.D\n");

    assertThat(container.log(shell, Map.of("flyway_callbacks", "unknown.There"), "migrate"))
        .contains(
            "callbacks=a.B,c.D,"
                + CALLBACKS
                + " jars="
                + root.resolve("flyway/jars")
                + ","
                + container.folder()
                + "\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void theStrongestFileCountsAndThoseOfTheOtherKindDoNot(Shell shell) throws Exception {
    container.write("flyway/conf/flyway.toml", "[flyway]\ncallbacks = ['conf.A']\n");
    container.write("home/flyway.user.toml", "[flyway]\ncallbacks = ['home.A']\n");
    container.write("flyway/flyway.conf", "flyway.callbacks=not.Read");
    assertThat(container.log(shell, Map.of())).contains("callbacks=home.A," + CALLBACKS);

    container.write("work/own.toml", "[flyway]\ncallbacks = ['own.A']\n");
    assertThat(
            container.log(
                shell,
                Map.of("FLYWAY_CONFIG_FILES", "own.toml, none.toml"),
                "-workingDirectory=" + root.resolve("work")))
        .contains("callbacks=own.A," + CALLBACKS);

    assertThat(container.log(shell, Map.of(), "-configFiles=flyway.conf"))
        .contains("callbacks=not.Read," + CALLBACKS);
  }
}
