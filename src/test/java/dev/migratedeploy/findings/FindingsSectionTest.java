package dev.migratedeploy.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.project.SettingsText;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsSectionTest {
  @TempDir Path folder = Path.of("");

  @Test
  void everyRuleCanBeWeighed() {
    assertThat(
            read(
                """
                findings:
                  database: mysql
                  rules: {drop: error, edited-after-deploy: off, truncate: "${WEIGHT}"}
                  squawk: {default: info, ban-drop-column: error}
                """))
        .isEqualTo(
            new FindingsSettings(
                Optional.of(Database.MYSQL),
                Map.of(
                    ScriptRule.DROP, Severity.ERROR,
                    ScriptRule.EDITED_AFTER_DEPLOY, Severity.OFF,
                    ScriptRule.TRUNCATE, Severity.INFO),
                Map.of("ban-drop-column", Severity.ERROR),
                Optional.of(Severity.INFO)));
  }

  @Test
  void withoutTheSectionTheRulesCountAsUsual() {
    FindingsSettings settings = read("");
    assertThat(settings).isEqualTo(FindingsSettings.none());
    assertThat(settings.severity(ScriptRule.DROP)).isEqualTo(Severity.WARNING);
    assertThat(settings.severity(ScriptRule.IGNORED_NAME)).isEqualTo(Severity.ERROR);
  }

  @Test
  void everyProblemIsToldAtOnce() {
    assertThat(
            new SettingsText(folder)
                .problems(
                    """
                    findings:
                      databse: mysql
                      database: oracle
                      rules:
                        drops: error
                        truncate: fatal
                        DROP: error
                      squawk: {Ban: error, ban-drop-column: no}
                    """
                        + SettingsText.SMALLEST))
        .containsExactly(
            "s.yml:2: findings.databse: unknown key; did you mean database?",
            "s.yml:3: findings.database: expected postgresql, mysql (MariaDB too) or other, found"
                + " \"oracle\"",
            "s.yml:5: findings.rules.drops: unknown key; did you mean drop?",
            "s.yml:6: findings.rules.truncate: expected off, info, warning or error, found"
                + " \"fatal\"",
            "s.yml:7: findings.rules.DROP: unknown key; did you mean drop?",
            "s.yml:8: findings.squawk.Ban: expected a rule of Squawk, such as ban-drop-column,"
                + " found \"Ban\"",
            "s.yml:8: findings.squawk.ban-drop-column: expected off, info, warning or error, found"
                + " \"no\"");
  }

  @Test
  void whatIsSmallAndWhatIsLargeCanBeSet() {
    assertThat(read("findings: {sizes: {small: 1 MB, large: 1.5TB}}\n").sizes())
        .isEqualTo(new SizeLimits(1 << 20, 3L << 39));
    assertThat(read("findings: {sizes: {large: 100GB}}\n").sizes())
        .isEqualTo(new SizeLimits(10 << 20, 100L << 30));
    assertThat(read("").sizes()).isEqualTo(new SizeLimits(10 << 20, 10L << 30));
  }

  @Test
  void everyProblemOfTheSizesIsToldAtOnce() {
    assertThat(
            new SettingsText(folder)
                .problems(
                    """
                    findings:
                      sizes:
                        smal: 1MB
                        small: 10
                        large: -10GB
                    """
                        + SettingsText.SMALLEST))
        .containsExactly(
            "s.yml:3: findings.sizes.smal: unknown key; did you mean small?",
            "s.yml:4: findings.sizes.small: expected a size with its unit, such as 10MB, 1.5GB or"
                + " 2TB, found \"10\"",
            "s.yml:5: findings.sizes.large: expected a size with its unit, such as 10MB, 1.5GB or"
                + " 2TB, found \"-10GB\"");
    assertThat(
            new SettingsText(folder)
                .problems(
                    "findings: {sizes: {small: 20GB}, rules: {drop: no}}\n"
                        + SettingsText.SMALLEST))
        .containsExactly(
            "s.yml:1: findings.rules.drop: expected off, info, warning or error, found \"no\"",
            "s.yml:1: findings.sizes.small: small is 20 GB and large is 10 GB; small must not be"
                + " above large");
    assertThat(
            new SettingsText(folder).problems("findings: {sizes: 10MB}\n" + SettingsText.SMALLEST))
        .hasSize(1);
  }

  private FindingsSettings read(String section) {
    return new SettingsText(folder)
        .read(section + SettingsText.SMALLEST, Map.of("WEIGHT", "info"))
        .findings();
  }
}
