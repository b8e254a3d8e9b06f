package dev.migratedeploy.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.flyway.MigrationTarget.Place;
import dev.migratedeploy.verdict.RefusedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    assertThat(Told.toml(toml).options().postgresqlTransactionalLock().value()).isFalse();
    assertThat(
            Told.toml("# " + toml.replace("\n", "\n# "))
                .options()
                .postgresqlTransactionalLock()
                .value())
        .isTrue();
  }

  @Test
  void optionsAreReadFromProperties() {
    FlywayOptions options =
        Told.conf("flyway.outOfOrder = true\nflyway.mixed:TRUE\nflyway.encoding=ISO-8859-1\n")
            .options();
    assertThat(options.outOfOrder().value()).isTrue();
    assertThat(options.mixed().value()).isTrue();
    assertThat(options.readsOnlyUtf8()).isFalse();
    assertThat(Told.conf("#flyway.outOfOrder=true").options().outOfOrder().value()).isFalse();
    assertThat(Told.conf("outOfOrder=true").options().outOfOrder().value()).isFalse();
    assertThat(Told.conf("flyway.encoding=utf-8").options().readsOnlyUtf8()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[flyway]\nignoreMigrationPatterns = [\"*:missing\"]",
        "[flyway]\nignoreMigrationPatterns = [\n  \"*:future\", # a remark\n  '*:missing',\n]",
        "flyway.ignoreMigrationPatterns=['versioned:*']",
        "[environments.default.flyway]\nignoreMigrationPatterns = [\"versioned:missing\"]"
      })
  void aListInTomlMayHaveSeveralLines(String toml) {
    assertThat(Told.toml(toml).options().ignores("missing")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*:missing", "versioned:missing", "repeatable:missing,versioned:*"})
  void missingScriptsMayBeIgnored(String patterns) {
    assertThat(Told.conf("flyway.ignoreMigrationPatterns=" + patterns).options().ignores("missing"))
        .isTrue();
  }

  @Test
  void otherPatternsDoNotMeanMissingScripts() {
    assertThat(
            Told.conf("flyway.ignoreMigrationPatterns=*:ignored,repeatable:missing")
                .options()
                .ignores("missing"))
        .isFalse();
  }

  @Test
  void anArgumentBeatsAVariableAndAVariableAFile() {
    Told told = Told.conf("flyway.target=1");
    assertThat(told.options().target().value().text()).isEqualTo("1");
    assertThat(told.options().target().source()).isEqualTo("flyway.conf line 1");
    told.variable("FLYWAY_TARGET", "2");
    assertThat(told.options().target().value().text()).isEqualTo("2");
    assertThat(told.options().target().source()).isEqualTo("FLYWAY_TARGET of the task definition");
    told.arguments("migrate", "-target=3?");
    assertThat(told.options().target().value())
        .isEqualTo(new MigrationTarget(Place.VERSION, "3", true));
    assertThat(told.options().target().source()).isEqualTo("the argument -target");
  }

  @Test
  void whatNobodySetsIsFlywaysDefault() {
    FlywayOptions options = Told.nothing().options();
    assertThat(options.target().value().place()).isEqualTo(Place.LATEST);
    assertThat(options.target().source()).isEqualTo("Flyway's default");
    assertThat(options.target().isSet()).isFalse();
    assertThat(options.lockRetryCount().value()).isEqualTo(50);
    assertThat(options.baselineVersion().value()).isEqualTo("1");
    assertThat(options.cherryPick().value()).isEmpty();
    assertThat(options.ignores("future")).isTrue();
    assertThat(options.problems()).isEmpty();
    assertThat(options.notes()).isEmpty();
  }

  @Test
  void aSecretIsSetButNotKnown() {
    FlywayOption<Boolean> group =
        Told.conf("flyway.group=true").secret("FLYWAY_GROUP").options().group();
    assertThat(group.isSet()).isTrue();
    assertThat(group.isKnown()).isFalse();
    assertThat(group.value()).isFalse();
    assertThat(group.source()).isEqualTo("FLYWAY_GROUP of the task definition (a secret)");
  }

  @Test
  void theEnvironmentThatIsChosenBeatsWhatHoldsForAll() {
    String toml =
        """
        [flyway]
        outOfOrder = false
        environment = "prod"
        [environments.staging]
        url = "jdbc:mysql://db/shop"
        [environments.staging.flyway]
        group = true
        [environments.prod]
        url = "jdbc:postgresql://db/shop"
        flyway.outOfOrder = true
        """;
    assertThat(Told.toml(toml).options().url()).contains("jdbc:postgresql://db/shop");
    assertThat(Told.toml(toml).options().outOfOrder().value()).isTrue();
    assertThat(Told.toml(toml).options().outOfOrder().source()).isEqualTo("flyway.toml line 10");
    assertThat(Told.toml(toml).options().group().value()).isFalse();
    assertThat(Told.toml(toml).arguments("-outOfOrder=false").options().outOfOrder().value())
        .as("a section beats even an argument, as in Flyway")
        .isTrue();
    FlywayOptions staging = Told.toml(toml).arguments("-environment=staging").options();
    assertThat(staging.url()).contains("jdbc:mysql://db/shop");
    assertThat(staging.group().value()).isTrue();
  }

  @Test
  void besideTomlPropertiesAreNotRead() {
    FlywayOptions options =
        Told.toml("[flyway]\ngroup = true")
            .file("/flyway/conf/flyway.conf", "flyway.outOfOrder=true")
            .options();
    assertThat(options.outOfOrder().value()).isFalse();
    assertThat(options.group().value()).isTrue();
    assertThat(options.notes())
        .containsExactly(
            "Flyway does not read flyway.conf: it reads flyway.toml, and never both TOML and"
                + " properties");
  }

  @Test
  void aFileThatAnArgumentNamesIsRead() {
    Told told =
        Told.toml("[flyway]\ngroup = true").file("/flyway/etc/own.conf", "flyway.mixed=true");
    assertThat(told.options().mixed().value()).isFalse();
    told.arguments("-configFiles=etc/own.conf");
    assertThat(told.options().mixed().value()).isTrue();
    assertThat(told.options().group().value()).isFalse();
  }

  @Test
  void contradictingValuesAreOneNoteThatNamesTheWinner() {
    assertThat(
            Told.toml("[flyway]\n\noutOfOrder = false")
                .variable("FLYWAY_OUT_OF_ORDER", "true")
                .options()
                .notes())
        .containsExactly(
            "Flyway's outOfOrder is set more than once: FLYWAY_OUT_OF_ORDER of the task definition"
                + " (true) beats flyway.toml line 3 (false)");
    assertThat(
            Told.toml("[flyway]\noutOfOrder = true")
                .variable("FLYWAY_OUT_OF_ORDER", "true")
                .options()
                .notes())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [flyway]~group = yes                 | 2 | it is not TOML
          [flyway~group = true                 | 1 | the line ends too early
          [flyway]~locations = ["a",~"b"       | 3 | the file ends within a value
          [flyway]~group = true~group = false  | 3 | a key is set a second time
          [flyway]~a=1~[flyway]~b=2            | 3 | a table begins a second time
          """)
  void aFileThatIsNoTomlIsRefusedWithItsLine(String toml, int line, String why) {
    assertThatThrownBy(() -> Told.toml(toml.replace("~", "\n")).options())
        .isInstanceOfSatisfying(
            RefusedException.class,
            e ->
                assertThat(e.problem().cause())
                    .startsWith("could not read flyway.toml line " + line + ": " + why));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [flyway]~locations = "filesystem:sql" | flyway.toml line 2: locations is a list in TOML: write its value in brackets, as ["..."]
          [flyway]~target = ["1"]               | flyway.toml line 2: target is no list: write its value without brackets
          [flyway]~~group = "yes"               | flyway.toml line 3: group must be true or false
          [flyway]~lockRetryCount = "many"      | flyway.toml line 2: lockRetryCount must be a number
          """)
  void aValueOfTheWrongKindIsAProblem(String toml, String problem) {
    assertThat(Told.toml(toml.replace("~", "\n")).options().problems()).containsExactly(problem);
  }

  @Test
  void anArgumentThatIsThereTwiceIsAProblem() {
    assertThat(Told.by("-group=true", "migrate", "-group=true").options().problems())
        .containsExactly("the argument -group is there twice");
  }

  @Test
  void placeholdersComeFromAllSources() {
    assertThat(
            Told.toml("[flyway.placeholders]\nOwner = 'app'\nregion = 'eu'")
                .variable("FLYWAY_PLACEHOLDERS_REGION", "us")
                .secret("FLYWAY_PLACEHOLDERS_KEY")
                .options()
                .placeholders())
        .isEqualTo(Map.of("owner", "app", "region", "us"));
  }

  @Test
  void aVariableInAFileIsFilledInWhereTheTaskDefinitionHasIt() {
    Told told = Told.conf("flyway.locations=filesystem:/flyway/sql/${STAGE}");
    assertThat(told.options().locations().isKnown()).isFalse();
    told.variable("STAGE", "prod");
    assertThat(told.options().locations().value().words()).isEqualTo("filesystem:/flyway/sql/prod");
  }

  @Test
  void suffixesAreAList() {
    assertThat(
            Told.conf("flyway.sqlMigrationSuffixes=.sql, .pks")
                .options()
                .sqlMigrationSuffixes()
                .value())
        .isEqualTo(List.of(".sql", ".pks"));
  }
}
