package dev.migratedeploy.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.project.SettingsText;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a few kilobytes that could become gigabytes, or overflow the stack. */
class HostileYamlTest {
  private final SettingsText text;

  HostileYamlTest(@TempDir Path folder) {
    this.text = new SettingsText(folder);
  }

  /** js-yaml 738 and 742, CVE-2017-18640 of SnakeYAML: aliases of aliases. */
  @Test
  void aliasesOfAliasesAreNoneOfThem() {
    String laughs =
        IntStream.rangeClosed(1, 12)
            .mapToObj(i -> "x-%d: &a%d [%s]\n".formatted(i, i, aliases("*a" + (i - 1), 9)))
            .collect(Collectors.joining());
    String yaml = "x-0: &a0 lol\n" + laughs + SettingsText.SMALLEST + "    subnets: *a12\n";

    assertThat(text.problems(yaml))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(300));
  }

  /** No parser limits the aliases of a word, of which each costs as much as is written. */
  @Test
  void aliasesOfAWordAreAsManyWordsAsAreWritten() {
    String yaml =
        "x-name: &name subnet-1\n"
            + SettingsText.SMALLEST
            + "    subnets: ["
            + aliases("*name", 500)
            + "]\n";

    assertThat(text.read(yaml, Map.of()).environment().network().subnets()).hasSize(500);
  }

  /** jackson-dataformats-text 707: the parser limits what is nested, not what merges lead to. */
  @Test
  void sectionsThatMergeOneAnotherInALongChainAreRefused() {
    String chain =
        IntStream.rangeClosed(1, 5_000)
            .mapToObj(i -> "x-%d: &a%d {<<: *a%d}\n".formatted(i, i, i - 1))
            .collect(Collectors.joining());
    String yaml = "x-0: &a0 {region: eu}\n" + chain + SettingsText.SMALLEST + "    <<: *a5000\n";

    assertThat(text.problems(yaml))
        .anyMatch(line -> line.contains("<< leads through more than 50 sections"));
  }

  /** Swagger-parser 1401: SnakeYAML takes 50 aliases of sections unless it is told otherwise. */
  @Test
  void hundredsOfEnvironmentsMayHaveACommonSection() {
    String many =
        IntStream.range(0, 300)
            .mapToObj(i -> "  e%d: {<<: *common}\n".formatted(i))
            .collect(Collectors.joining());
    String yaml =
        "x-common: &common {cluster: main, task-definition: flyway}\n"
            + SettingsText.SMALLEST
            + many;

    assertThat(text.read(yaml, Map.of()).environment().cluster()).isEqualTo("main");
  }

  @Test
  void sectionsThatMergeMillionsOfKeysAreRefused() {
    String keys =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "k%d: 1".formatted(i))
            .collect(Collectors.joining(", "));
    String yaml =
        "x-0: &a {"
            + keys
            + "}\n"
            + SettingsText.SMALLEST
            + "    <<: ["
            + aliases("*a", 5_000)
            + "]\n";

    assertThat(text.problems(yaml))
        .anyMatch(line -> line.contains("<< brings along more than 100000 keys"));
  }

  @Test
  void aHundredThousandProblemsAreCounted() {
    String yaml =
        SettingsText.SMALLEST
            + IntStream.range(0, 100_000)
                .mapToObj(i -> "    k%d: 1\n".formatted(i))
                .collect(Collectors.joining());

    assertThat(text.problems(yaml)).hasSize(10_001).last().isEqualTo("and 90000 more");
  }

  private static String aliases(String alias, int count) {
    return String.join(", ", java.util.Collections.nCopies(count, alias));
  }
}
