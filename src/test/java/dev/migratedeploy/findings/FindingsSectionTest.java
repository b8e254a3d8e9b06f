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

  private FindingsSettings read(String section) {
    return new SettingsText(folder)
        .read(section + SettingsText.SMALLEST, Map.of("WEIGHT", "info"))
        .findings();
  }
}
