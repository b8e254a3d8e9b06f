package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.manual.ManualPage;
import dev.migratedeploy.project.Settings;
import dev.migratedeploy.project.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What a newcomer copies out of the manual works as it stands there. */
class ManualQuickStartTest {
  private static final Pattern INIT = Pattern.compile(" (init --env (?:[^\n]*\\\\\n)*[^\n]*)\n");
  private static final Pattern YAML = Pattern.compile("(?ms)^ *```yaml\n(.*?)^ *```$");

  private static final String SNIPPET = "db-migrations/migrate-deploy.gitlab-ci.yml";

  private final Path directory;

  ManualQuickStartTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "src/site/markdown/commands.md"})
  void theFirstFilesAreWritten(String page) throws IOException {
    MatchResult command =
        INIT.matcher(Files.readString(Path.of(page))).results().findFirst().orElseThrow();
    List<String> words = List.of(command.group(1).replace("\\\n", " ").trim().split("\\s+", -1));

    new Prompt(directory).run(words.toArray(String[]::new)).exits(0);
  }

  @Test
  void theReadmesIncludeIsTheOneThatIsWritten() throws IOException {
    theFirstFilesAreWritten(ManualPage.README.toString());

    Object written = new Yaml().load(Files.readString(directory.resolve(SNIPPET)));
    assertThat(YAML.matcher(ManualPage.readme().text()).results())
        .extracting(found -> new Yaml().<Object>load(found.group(1)))
        .contains(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "src/site/markdown/configuration.md"})
  void theSettingsAreRead(String page) throws IOException {
    String yaml =
        YAML.matcher(Files.readString(Path.of(page)))
            .results()
            .map(found -> found.group(1))
            .filter(text -> text.contains("environments:"))
            .findFirst()
            .orElseThrow();
    Path file = Files.writeString(directory.resolve("migrate-deploy.yml"), yaml);

    Settings settings = SettingsFile.read(file, "staging", Map.of("ENV_SUBNET", "subnet-0a1b"));

    assertThat(settings.environment().cluster()).isEqualTo("staging");
  }

  @Test
  void theReadmesSettingsAreTenLines() {
    assertThat(ManualPage.readme().text()).containsPattern("```yaml\nimage:\n(?:.*\n){9}```\n");
  }
}
