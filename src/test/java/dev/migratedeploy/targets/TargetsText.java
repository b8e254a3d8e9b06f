package dev.migratedeploy.targets;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migratedeploy.project.Settings;
import dev.migratedeploy.project.SettingsFile;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project with {@code targets} in its settings; the section begins in line 6. */
record TargetsText(Path directory, Map<String, String> variables) {
  static final String BEFORE =
      """
      image: {base: "flyway/flyway:12", repository: "localhost:5000/flyway"}
      environments:
        staging:
          cluster: staging
          task-definition: flyway
          targets:
      """;

  TargetsText(Path directory) {
    this(directory, Map.of("PATH", "/usr/bin:/bin"));
  }

  /** A file of the repository. */
  TargetsText with(String name, String content) {
    write(name, content);
    return this;
  }

  Targets resolve(String section) {
    return resolve(section, Optional.empty());
  }

  Targets resolve(String section, Optional<String> globs) {
    return TargetList.resolve(
        settings(section).targets().orElseThrow(), directory, variables, globs);
  }

  Settings settings(String section) {
    write("settings.yml", BEFORE + section.indent(6));
    return SettingsFile.read(directory.resolve("settings.yml"), "staging", variables);
  }

  /** What is wrong, each with the file's name in place of its path. */
  List<String> problems(String section) {
    Problem problem = refusal(section);
    return problem.details().stream()
        .map(line -> line.replace(directory + "/", "").replace("environments.staging.targets", "…"))
        .toList();
  }

  Problem refusal(String section) {
    return assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> resolve(section))
        .actual()
        .problem();
  }

  private void write(String name, String content) {
    try {
      Files.writeString(directory.resolve(name), content);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}
