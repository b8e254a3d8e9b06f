package dev.migratedeploy.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The inputs of the CI template, and the jobs that it makes. */
class ManualInputsTest {
  private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");

  private final String template;
  private final ManualPage page = ManualPage.named("configuration").section("## The pipeline");

  ManualInputsTest() throws IOException {
    template = Files.readString(Path.of("ci-templates/migrate-deploy.yml"));
  }

  @Test
  void theManualHasTheInputsOfTheTemplateAndNoOther() {
    Map<String, Map<String, Map<String, Object>>> head =
        new Yaml().load(template.substring(0, template.indexOf("\n---\n")));
    Set<String> told =
        page.rows().stream()
            .flatMap(row -> NAME.matcher(row.get(0)).results())
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(head).containsOnlyKeys("spec");
    assertThat(head.values())
        .singleElement()
        .satisfies(spec -> assertThat(spec.get("inputs")).containsOnlyKeys(told));
  }

  @Test
  void theInputsOfTheChecksAreInTheManualToo() throws IOException {
    String checks = Files.readString(Path.of("ci-templates/migrate-checks.yml"));
    Map<String, Map<String, Map<String, Object>>> head =
        new Yaml().load(checks.substring(0, checks.indexOf("\n---\n")));
    Set<String> told =
        ManualPage.named("notify").section("## Scheduled checks").rows().stream()
            .flatMap(row -> NAME.matcher(row.get(0)).results())
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(head.values())
        .singleElement()
        .satisfies(spec -> assertThat(spec.get("inputs")).containsOnlyKeys(told));
  }

  @Test
  void theManualNamesEachJob() {
    Pattern.compile("(?m)^(migrate-[a-z]+):\\$")
        .matcher(template)
        .results()
        .map(found -> found.group(1) + ":staging")
        .forEach(job -> assertThat(page.code()).contains(job));
  }
}
