package dev.migratedeploy.thirdparty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The libraries in our jar, from the list that license-maven-plugin makes of the POMs and of their
 * parents.
 *
 * @param repository the local Maven repository, where the jars are
 */
public record MavenComponents(KnownLicences known, Path repository) {
  /**
   * Reads the list.
   *
   * @param list a line for each: {@code group:name:version}, tab, the names of its licences with
   *     {@code |} between them
   */
  public List<Component> in(Path list) throws IOException {
    List<Component> found = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      if (!line.isBlank()) {
        String[] fields = line.split("\t", -1);
        String[] id = fields[0].split(":", -1);
        Path jar =
            repository.resolve(
                "%s/%s/%s/%2$s-%3$s.jar".formatted(id[0].replace('.', '/'), id[1], id[2]));
        found.add(
            new Component(
                "library",
                id[1],
                id[2],
                purl(id[0], id[1], id[2]),
                licence(id, fields[1]),
                Optional.empty(),
                Optional.of(jar)));
      }
    }
    return found.stream().sorted(Component.BY_PURL).toList();
  }

  static String purl(String group, String name, String version) {
    return "pkg:maven/%s/%s@%s".formatted(group, name, version);
  }

  /** What we have read in the jar goes before what its POM says. */
  private Optional<LicenceExpression> licence(String[] id, String names) {
    Optional<LicenceExpression> declared = known.of(id[0], id[1]);
    if (declared.isPresent()) {
      return declared;
    }
    List<Optional<LicenceExpression>> named =
        Arrays.stream(names.split("\\|", -1)).map(known::named).toList();
    // One that nobody knows could be the one that counts.
    return named.stream().allMatch(Optional::isPresent)
        ? Optional.of(LicenceExpression.anyOf(named.stream().map(Optional::get).toList()))
        : Optional.empty();
  }
}
