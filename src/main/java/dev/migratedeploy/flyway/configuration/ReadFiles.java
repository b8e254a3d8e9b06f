package dev.migratedeploy.flyway.configuration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which configuration files Flyway reads: those of TOML or those of properties, never both.
 *
 * @param modern whether it reads TOML
 * @param files from the weakest to the one that beats all others
 * @param passedOver those that lie where Flyway looks for them, but are of the other kind
 * @param conflict why Flyway refuses to start with these files
 */
record ReadFiles(
    boolean modern,
    List<ConfigurationFile> files,
    List<ConfigurationFile> passedOver,
    Optional<String> conflict) {

  static final String HOME = "/flyway";

  static ReadFiles of(Sources sources, Optional<String> workingDirectory) {
    String directory = Paths.absolute(HOME, workingDirectory.orElse(HOME));
    List<ConfigurationFile> usual = usual(sources, workingDirectory.map(it -> directory));
    List<ConfigurationFile> byVariable =
        named(sources, directory, Optional.ofNullable(sources.variables().get(VARIABLE)));
    List<ConfigurationFile> byArgument =
        named(sources, directory, new ArgumentSource(sources.arguments()).only("configFiles"));
    List<ConfigurationFile> all =
        Stream.of(usual, byVariable, byArgument).flatMap(List::stream).distinct().toList();
    boolean modern = isModern(List.of(byArgument, byVariable, usual));
    return new ReadFiles(
        modern,
        all.stream().filter(file -> file.isToml() == modern).toList(),
        all.stream().filter(file -> file.isToml() != modern).toList(),
        Stream.of(byArgument, byVariable)
            .filter(named -> named.stream().map(ConfigurationFile::isToml).distinct().count() > 1)
            .findFirst()
            .map(
                named ->
                    "Flyway cannot read TOML and properties together: "
                        + String.join(", ", named.stream().map(ConfigurationFile::name).toList())));
  }

  private static final String VARIABLE = "FLYWAY_CONFIG_FILES";

  private static boolean isModern(List<List<ConfigurationFile>> byStrength) {
    return byStrength.stream()
        .filter(files -> !files.isEmpty())
        .findFirst()
        .map(files -> files.stream().anyMatch(ConfigurationFile::isToml))
        .orElse(true);
  }

  /** Those in the places where Flyway looks without being told. */
  private static List<ConfigurationFile> usual(Sources sources, Optional<String> workingDirectory) {
    Map<String, String> variables = sources.variables();
    List<String> folders = new ArrayList<>(List.of(HOME + "/conf"));
    folders.add(variables.getOrDefault("HOME", "/root"));
    folders.add(HOME);
    workingDirectory.ifPresent(folders::add);
    return folders.stream()
        .distinct()
        .flatMap(
            folder ->
                Stream.of("flyway.toml", "flyway.user.toml", "flyway.conf")
                    .map(name -> folder + "/" + name))
        .flatMap(path -> sources.files().stream().filter(file -> file.target().equals(path)))
        .toList();
  }

  private static List<ConfigurationFile> named(
      Sources sources, String directory, Optional<String> names) {
    return names.stream()
        .flatMap(list -> Arrays.stream(list.split(",", 0)))
        .map(String::strip)
        .map(name -> Paths.absolute(directory, name))
        .flatMap(path -> sources.files().stream().filter(file -> file.target().equals(path)))
        .toList();
  }
}
