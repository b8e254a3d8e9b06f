package dev.migratedeploy.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlywayOptionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[flyway.postgresql.transactional]\nlock = false",
        "[flyway]\npostgresql.transactional.lock = false # ours",
        "[flyway]\npostgresql = {transactional.lock = false}",
        "flyway.postgresql.transactional.lock = \"false\"",
        "[ flyway . \"postgresql\" ]\ntransactional = { lock = 'false' }"
      })
  void theLockIsReadFromToml(String toml) {
    assertThat(toml(toml).transactionalLock()).isFalse();
    assertThat(toml("# " + toml.replace("\n", "\n# ")).transactionalLock()).isTrue();
  }

  @Test
  void optionsAreReadFromProperties() {
    FlywayOptions options =
        conf("flyway.outOfOrder = true\nflyway.mixed:TRUE\nflyway.encoding=ISO-8859-1\n");
    assertThat(options.outOfOrder()).isTrue();
    assertThat(options.mixed()).isTrue();
    assertThat(options.otherEncoding()).isTrue();
    assertThat(conf("#flyway.outOfOrder=true").outOfOrder()).isFalse();
    assertThat(conf("flyway.encoding=utf-8").otherEncoding()).isFalse();
  }

  @Test
  void anArgumentBeatsAFile() {
    Map<String, String> files = Map.of("/flyway/conf/flyway.conf", "flyway.outOfOrder=true");
    assertThat(FlywayOptions.of(List.of("migrate", "-outOfOrder=false"), files).outOfOrder())
        .isFalse();
    assertThat(FlywayOptions.of(List.of("-outOfOrder=true"), Map.of()).outOfOrder()).isTrue();
  }

  @Test
  void theDatabaseIsTheOneThatTheUrlLeadsTo() {
    assertThat(conf("flyway.url=jdbc:postgresql://db/shop").database())
        .contains(Database.POSTGRESQL);
    assertThat(conf("flyway.url=jdbc:aws-wrapper:mysql://db/shop").database())
        .contains(Database.MYSQL);
    assertThat(toml("[environments.default]\nurl = \"jdbc:mariadb://db/shop\"").database())
        .contains(Database.MYSQL);
    assertThat(conf("flyway.url=jdbc:oracle:thin:@//db/shop").database()).contains(Database.OTHER);
    assertThat(conf("flyway.url=${URL}").database()).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"*:missing", "versioned:missing", "repeatable:missing,versioned:*"})
  void missingScriptsMayBeIgnored(String patterns) {
    assertThat(conf("flyway.ignoreMigrationPatterns=" + patterns).ignoresMissing()).isTrue();
  }

  @Test
  void otherPatternsDoNotMeanMissingScripts() {
    assertThat(conf("flyway.ignoreMigrationPatterns=*:ignored,repeatable:missing").ignoresMissing())
        .isFalse();
  }

  @Test
  void aFileThatIsMalformedSaysNothing() {
    assertThat(conf("flyway.outOfOrder=\\u00").values()).isEmpty();
    assertThat(toml("[[[\n= = =\n{").values()).isEmpty();
  }

  private static FlywayOptions conf(String text) {
    return FlywayOptions.of(List.of(), Map.of("flyway.conf", text));
  }

  private static FlywayOptions toml(String text) {
    return FlywayOptions.of(List.of(), Map.of("flyway.toml", text));
  }
}
