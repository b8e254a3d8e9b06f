package dev.migratedeploy.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands where Flyway's configuration is looked for, reading it comes to an end. */
class EndlessConfigurationTest {
  private static final String SHELLS = "dev.migratedeploy.image.Shell#all";
  private static final long SECONDS = 60;

  private final Path root;
  private ObservedContainer container;

  EndlessConfigurationTest(@TempDir Path root) {
    this.root = root;
  }

  @BeforeEach
  void buildTheContainer() throws Exception {
    container = ObservedContainer.of(root);
  }

  static Stream<List<String>> awks() {
    return Stream.of("mawk", "gawk", "original-awk", "busybox")
        .flatMap(name -> Shell.find(name).stream())
        .map(Path::toString)
        .map(awk -> awk.endsWith("busybox") ? List.of(awk, "awk") : List.of(awk));
  }

  static Stream<Arguments> textsForEachAwk() {
    List<String> texts =
        List.of(
            "=",
            "= =",
            "key",
            "key =",
            "key = \n[",
            "[",
            "[[",
            "[[]]",
            "[]",
            ".",
            "a.",
            "a..b = 1",
            "\"",
            "'",
            "a = \"\\",
            "a = \"\\\"",
            "a = '''",
            "a = \"\"\"",
            "a = ]",
            "a = ]]",
            "a = {]",
            "a = {b = [}",
            "a = [[[[",
            "a = [#",
            "a = [\\]",
            "a = [\f]",
            "\r",
            "a = [\u00e9, 1 \u00e9 2]",
            "a = \u00e9",
            "\u00ff = 1",
            "[flyway]\ncallbacks",
            "[flyway]\ncallbacks = [,]",
            "[flyway]\ncallbacks = [\"a",
            "a=1\n".repeat(12_000),
            "a = \"" + "\\\"".repeat(24_000) + "\"\n");
    return awks().flatMap(awk -> texts.stream().map(text -> Arguments.of(awk, text)));
  }

  /** Bytes that are no characters of UTF-8, as older editors write them, in both locales. */
  @ParameterizedTest
  @MethodSource("textsForEachAwk")
  void aTextThatIsNoToml(List<String> awk, String text) throws Exception {
    Path file = root.resolve("flyway/conf/flyway.toml");
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(ISO_8859_1));

    for (String locale : List.of("C", "C.UTF-8")) {
      assertThat(settings(awk, locale)).as(locale).containsPattern("^(off |FLYWAY_)");
    }
  }

  /** It can be read once, and that is for Flyway: as bash's {@code -configFiles=<(...)} has it. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void aPipeIsLeftToFlyway(Shell shell) throws Exception {
    Path pipe = Files.createDirectories(root.resolve("flyway/conf")).resolve("flyway.toml");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(container.log(shell, Map.of(), "migrate"))
        .startsWith("[migrate-deploy] observer off: " + pipe + " is not an ordinary file\n")
        .endsWith("[migrate-deploy] end exit=0 lines=3\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aDeviceHasNoEnd(Shell shell) throws Exception {
    assertThat(container.log(shell, Map.of("FLYWAY_CONFIG_FILES", "/dev/zero"), "migrate"))
        .startsWith("[migrate-deploy] observer off: /dev/zero is not an ordinary file\n");
  }

  /** What Docker makes of a file to be mounted that is not there. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void aFolderIsNoFile(Shell shell) throws Exception {
    Files.createDirectories(root.resolve("flyway/conf/flyway.toml"));

    assertThat(container.log(shell, Map.of(), "migrate"))
        .contains("callbacks=" + ObservedContainer.CALLBACKS + " jars=");
  }

  /** BusyBox takes it for the end of the line: a script could be given the key behind it. */
  @ParameterizedTest
  @MethodSource(SHELLS)
  void whatComesAfterAZeroByteIsNotPassedOver(Shell shell) throws Exception {
    Path file =
        container.write(
            "flyway/conf/flyway.conf", "flyway.placeholders.a=\0${MIGRATE_DEPLOY_OBSERVER}\n");

    assertThat(container.log(shell, Map.of(), "migrate"))
        .startsWith("[migrate-deploy] observer off: " + file + " has a zero byte in it\n");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aNameOfAFileIsNoCommand(Shell shell) throws Exception {
    Path file = container.write("flyway/it's `touch a`$(touch b).conf", "flyway.callbacks=a.B\n");

    assertThat(container.log(shell, Map.of(), "-configFiles=" + file))
        .contains("callbacks=a.B," + ObservedContainer.CALLBACKS);
    assertThat(root.resolve("flyway/a")).doesNotExist();
    assertThat(root.resolve("flyway/b")).doesNotExist();
  }

  private String settings(List<String> awk, String locale)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(awk);
    command.addAll(
        List.of(
            "-f",
            root.resolve("migrate-deploy/observe.awk").toString(),
            root.resolve("flyway").toString(),
            ObservedContainer.CALLBACKS,
            container.folder(),
            "flyway",
            "migrate"));
    Path output = root.resolve("settings");
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(root.resolve("flyway").toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(output.toFile());
    process.environment().keySet().removeIf(name -> name.startsWith("FLYWAY_"));
    process.environment().putAll(Map.of("LC_ALL", locale, "HOME", root.resolve("home").toString()));
    Process started = process.start();
    boolean ended = started.waitFor(SECONDS, TimeUnit.SECONDS);
    started.destroyForcibly();
    assertThat(ended).as("it ends").isTrue();
    return Files.readString(output, UTF_8);
  }
}
