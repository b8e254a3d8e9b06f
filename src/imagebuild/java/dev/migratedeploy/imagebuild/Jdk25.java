package dev.migratedeploy.imagebuild;

import dev.migratedeploy.thirdparty.Component;
import dev.migratedeploy.thirdparty.KnownLicences;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A JDK 25, which the runtime of the image is cut out of. Maven itself may run on an older one.
 *
 * @param home its folder
 */
record Jdk25(Path home) {
  private static final Path USUAL = Path.of("/usr/lib/jvm");

  /**
   * The one that {@code JAVA25_HOME} names, else the one that this build runs on, else one in
   * {@code /usr/lib/jvm}.
   */
  static Jdk25 find(Map<String, String> variables) {
    String named = variables.getOrDefault("JAVA25_HOME", "");
    Stream<Path> places =
        named.isEmpty()
            ? Stream.concat(Stream.of(Path.of(System.getProperty("java.home"))), usual())
            : Stream.of(Path.of(named));
    Optional<Path> found = places.filter(Jdk25::is25).findFirst();
    return new Jdk25(
        found.orElseThrow(
            () ->
                new BuildException(
                    "the image needs a JDK 25, and there is none "
                        + (named.isEmpty() ? "in " + USUAL : "in JAVA25_HOME=" + named)
                        + ": install one, and set JAVA25_HOME to its folder")));
  }

  /** Makes a runtime of these modules: no debugging information, no headers, no manual. */
  void link(List<String> modules, Path runtime) {
    Command.of(home.resolve("bin/jlink").toString())
        .and(
            List.of(
                "--add-modules",
                String.join(",", modules),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                runtime.toString()))
        .output();
  }

  /**
   * The runtime as a part of an image, by the name that vulnerabilities of OpenJDK are listed
   * under.
   */
  Component component(KnownLicences known) throws IOException {
    Properties release = new Properties();
    release.load(new StringReader(Files.readString(home.resolve("release")).replace("\"", "")));
    String version = release.getProperty("JAVA_VERSION");
    return new Component(
        "platform",
        "openjdk",
        version,
        "pkg:generic/openjdk@" + version,
        known.of("openjdk", "openjdk"),
        Optional.of("cpe:2.3:a:oracle:openjdk:" + version + ":*:*:*:*:*:*:*"),
        Optional.empty());
  }

  private static Stream<Path> usual() {
    try (Stream<Path> homes = Files.list(USUAL)) {
      return homes.sorted().toList().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static boolean is25(Path home) {
    try {
      return Files.isExecutable(home.resolve("bin/jlink"))
          && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"25");
    } catch (IOException e) {
      return false;
    }
  }
}
