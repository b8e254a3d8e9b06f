package dev.migratedeploy.rehearsal;

import dev.migratedeploy.flyway.EnvironmentScripts;
import dev.migratedeploy.flyway.PlaceholderUse;
import dev.migratedeploy.flyway.ScriptConfiguration;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.support.HumanReadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The placeholders that scripts use and that nothing here sets: the task definition may. Flyway
 * would not even list its scripts without a value for those of a repeatable one, so each gets its
 * own name for a value, and what comes of that proves nothing.
 *
 * @param byScript the names in small letters, by the path of the script
 */
record PlaceholderGaps(Map<String, Set<String>> byScript) {
  private static final int MOST_SCRIPTS = 3;

  PlaceholderGaps {
    byScript = new TreeMap<>(byScript);
  }

  /** Those of all scripts in some folders, which were written there. */
  static PlaceholderGaps in(EnvironmentScripts scripts, Path... folders) throws IOException {
    Map<String, Set<String>> gaps = new TreeMap<>();
    PlaceholderUse use = PlaceholderUse.of(scripts.options());
    Map<String, String> values = scripts.options().placeholders();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String path = FileNames.text(folder.relativize(file));
          if (scripts.options().naming().isSql(path) && replaces(file, scripts)) {
            Set<String> names = use.without(values, text(file));
            if (!names.isEmpty()) {
              gaps.computeIfAbsent(path, unused -> new TreeSet<>()).addAll(names);
            }
          }
        }
      }
    }
    return new PlaceholderGaps(gaps);
  }

  private static boolean replaces(Path file, EnvironmentScripts scripts) throws IOException {
    Path beside = FileNames.resolve(file.resolveSibling("."), FileNames.name(file) + ".conf");
    Optional<Boolean> own =
        Files.isRegularFile(beside)
            ? ScriptConfiguration.of(text(beside)).placeholderReplacement()
            : Optional.empty();
    return own.orElse(scripts.options().placeholderReplacement().value());
  }

  /** A byte that is not UTF-8 makes no difference here. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** The values that Flyway gets, by the names of properties. */
  Map<String, String> invented() {
    Map<String, String> values = new TreeMap<>();
    byScript
        .values()
        .forEach(
            names -> names.forEach(name -> values.put("flyway.placeholders." + name, word(name))));
    return values;
  }

  private static String word(String name) {
    return name.replaceAll("[^a-z0-9_]", "_");
  }

  /** Why a script proves nothing; empty if it does. */
  Optional<String> reason(String path) {
    return Optional.ofNullable(byScript.get(path))
        .map(
            names ->
                "it uses "
                    + names.stream()
                        .sorted()
                        .map(name -> "${" + name + "}")
                        .collect(Collectors.joining(", "))
                    + ", which nothing here sets");
  }

  /** What to write into the settings, such as {@code {FLYWAY_PLACEHOLDERS_REGION: …}}. */
  Optional<String> next() {
    Set<String> names = new TreeSet<>();
    byScript.values().forEach(names::addAll);
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "set in the settings what the task definition sets: rehearse: {environment: {"
                + names.stream()
                    .map(name -> "FLYWAY_PLACEHOLDERS_" + name.toUpperCase(Locale.ROOT) + ": …")
                    .collect(Collectors.joining(", "))
                + "}}");
  }

  /** A sentence before the run; empty if nothing is missing. */
  Optional<String> note() {
    return next()
        .map(
            what ->
                HumanReadable.some(List.copyOf(byScript.keySet()), MOST_SCRIPTS)
                    + (byScript.size() == 1 ? " uses " : " use ")
                    + "placeholders that nothing here sets; "
                    + what);
  }
}
