package dev.migratedeploy.project;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads settings that a test wrote down, always for the environment {@code staging}. */
public record SettingsText(Path folder) {
  public static final String SMALLEST =
      """
      image:
        base: flyway/flyway:12
        repository: team/flyway
      environments:
        staging:
          cluster: main
          task-definition: flyway
      """;

  public Settings read(String yaml, Map<String, String> variables) {
    return SettingsFile.read(write(yaml), "staging", variables);
  }

  /** The details of the refusal, without the folder of the test. */
  public List<String> problems(String yaml, Map<String, String> variables) {
    return refusal(yaml, variables).details().stream()
        .map(line -> line.replace(folder + "/", ""))
        .toList();
  }

  public List<String> problems(String yaml) {
    return problems(yaml, Map.of());
  }

  Problem refusal(String yaml, Map<String, String> variables) {
    Path file = write(yaml);
    return catchThrowableOfType(
            RefusedException.class, () -> SettingsFile.read(file, "staging", variables))
        .problem();
  }

  private Path write(String yaml) {
    try {
      return Files.writeString(folder.resolve("s.yml"), yaml);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
