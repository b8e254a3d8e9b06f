package dev.migratedeploy.imagebuild;

import dev.migratedeploy.thirdparty.Component;
import dev.migratedeploy.thirdparty.KnownLicences;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Debian's packages as parts of an image. A scanner compares them with the distribution's list of
 * vulnerabilities only if the distribution is named too.
 *
 * @param distribution its id and version, such as {@code debian-12}
 */
record DebianParts(KnownLicences known, String distribution) {
  /** Those of the system that this build runs on. */
  static DebianParts ofThisMachine(KnownLicences known) throws IOException {
    return new DebianParts(known, distribution(Files.readString(Path.of("/etc/os-release"))));
  }

  /** From the text of {@code /etc/os-release}. */
  static String distribution(String release) throws IOException {
    Properties values = new Properties();
    values.load(new StringReader(release.replace("\"", "")));
    return values.getProperty("ID", "linux") + "-" + values.getProperty("VERSION_ID", "unknown");
  }

  /** The distribution, and these packages of it. */
  List<Component> of(List<Path> packages) {
    List<Component> parts = new ArrayList<>();
    int dash = distribution.indexOf('-');
    parts.add(
        new Component(
            "operating-system",
            distribution.substring(0, dash),
            distribution.substring(dash + 1),
            "os:" + distribution,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    for (Path file : packages) {
      List<String> fields =
          Command.of("dpkg-deb", "--show", "--showformat=${Package} ${Version} ${Architecture}")
              .and(List.of(file.toString()))
              .output()
              .lines()
              .flatMap(line -> List.of(line.split(" ", -1)).stream())
              .toList();
      parts.add(part(fields.get(0), fields.get(1), fields.get(2), file));
    }
    return parts;
  }

  private Component part(String name, String version, String architecture, Path file) {
    String purl =
        "pkg:deb/%s/%s@%s?arch=%s&distro=%s"
            .formatted(
                distribution.substring(0, distribution.indexOf('-')),
                name,
                URLEncoder.encode(version, StandardCharsets.UTF_8),
                architecture,
                distribution);
    return new Component(
        "library",
        name,
        version,
        purl,
        known.of("debian", name),
        Optional.empty(),
        Optional.of(file));
  }
}
