package dev.migratedeploy.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.project.SettingsFile;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All that is wrong is told at once, with file and line. */
class TargetProblemsTest {
  private static final String TEMPLATE =
      """

      environment: {FLYWAY_URL: "jdbc:postgresql://${target.host}/${target.name}"}
      """;

  private final TargetsText project;

  TargetProblemsTest(@TempDir Path directory) {
    this.project = new TargetsText(directory);
  }

  @Test
  void everyProblemOfTheSettingsIsToldAtOnce() {
    assertThat(
            project.problems(
                """
                form: tenants.yml
                from:
                  - {name: acme, host: db1}
                  - {name: ACME, host: db2}
                  - {host: db3}
                  - {name: "a/b", host: db3}
                  - {name: gamma, host: [db4]}
                  - delta
                per-task: 0
                parallel: many
                at-most: {hots: 2}
                waves:
                  - {name: canary, match: {tier: canary}, failures: -1}
                  - {name: canary}
                  - {name: last, failures: 101%}
                """
                    + TEMPLATE.strip()))
        .containsExactly(
            "settings.yml:7: ….form: unknown key; did you mean from?",
            "settings.yml:10: ….from: the name ACME is taken: line 9 has acme; each target has a"
                + " name of its own",
            "settings.yml:11: ….from: no name; each target has one",
            "settings.yml:12: ….from: \"a/b\" cannot be the name of a target, and of its log"
                + " file: write at most 100 letters, digits, . _ and -, the first a letter or a"
                + " digit",
            "settings.yml:13: ….from.host: expected a single value, found a list",
            "settings.yml:13: gamma: no field host, which environment.FLYWAY_URL needs",
            "settings.yml:14: ….from: expected a section with keys, found \"delta\"",
            "settings.yml:15: ….per-task: expected a number from 1 to 1000, found \"0\"",
            "settings.yml:16: ….parallel: expected a number from 1 to 1000, found \"many\"",
            "settings.yml:17: ….at-most.hots: no target has the field hots, only host, name; did you"
                + " mean host?",
            "settings.yml:19: ….waves.failures: expected a number such as 3, or a percentage from 0%"
                + " to 100% such as 1%, found \"-1\"",
            "settings.yml:19: ….waves.match: no target has the field tier, only host, name",
            "settings.yml:20: ….waves: two waves have the name canary",
            "settings.yml:21: ….waves.failures: expected a number such as 3, or a percentage from 0%"
                + " to 100% such as 1%, found \"101%\"",
            "settings.yml:21: ….waves: last comes after canary, which has no match and takes the"
                + " rest; move it before");
  }

  @Test
  void twoTargetsOfAFileWithOneNameAreToldWithBothLines() {
    assertThat(
            project
                .with("tenants.csv", "name,host\nacme,db1\nbeta,db2\nacme,db3\n")
                .problems("from: tenants.csv" + TEMPLATE))
        .containsExactly(
            "tenants.csv:4: the name acme is taken: line 2 has it; each target has a name of its"
                + " own");
  }

  /** Not the rows today and the fields tomorrow. */
  @Test
  void whatIsWrongWithRowsAndWithFieldsIsToldTogether() {
    project.with("tenants.csv", "name,host\nacme,db1\nACME,db2\nbeta\ngamma,\n");
    String section = "from: tenants.csv" + TEMPLATE + "at-most: {hots: 4}";
    assertThat(project.problems(section))
        .containsExactly(
            "settings.yml:9: ….at-most.hots: no target has the field hots, only host, name; did you"
                + " mean host?",
            "tenants.csv:3: the name ACME is taken: line 2 has acme; each target has a name of its"
                + " own",
            "tenants.csv:4: beta: 1 value, and the header has 2 columns: name, host",
            "tenants.csv:5: gamma: no field host, which environment.FLYWAY_URL needs");
    assertThat(project.refusal(section).cause())
        .startsWith("the targets tenants.csv and ")
        .endsWith("settings.yml have 4 problems");
  }

  /** The list is right: nobody is to look for a mistake in it. */
  @Test
  void whatIsWrongInTheSettingsOnlyIsNotSaidOfTheList() {
    project.with("tenants.csv", "name,host\nacme,db1\n");
    assertThat(project.refusal("from: tenants.csv" + TEMPLATE + "at-most: {hots: 4}").cause())
        .startsWith(project.directory().toString())
        .endsWith("settings.yml has a problem");
  }

  @Test
  void aFieldThatATemplateNeedsIsToldForEachTargetWithoutIt() {
    assertThat(
            project
                .with(
                    "tenants.yml",
                    "- {name: acme, host: db1}\n- {name: beta}\n- {name: c, host: ''}\n")
                .problems("from: tenants.yml" + TEMPLATE))
        .containsExactly(
            "tenants.yml:2: beta: no field host, which environment.FLYWAY_URL needs",
            "tenants.yml:3: c: no field host, which environment.FLYWAY_URL needs");
  }

  @Test
  void aFieldThatNoTargetHasIsToldOnceWhereTheSettingsNameIt() {
    assertThat(
            project
                .with("tenants.csv", "name,hostname\nacme,db1\nbeta,db2\n")
                .problems(
                    "from: tenants.csv"
                        + TEMPLATE
                        + "at-most: {hostnam: 1}\nwaves: [{name: eu, match: {region: eu}}, {name: rest}]"))
        .containsExactly(
            "settings.yml:8: ….environment.FLYWAY_URL: no target has the field host, only hostname,"
                + " name",
            "settings.yml:9: ….at-most.hostnam: no target has the field hostnam, only hostname,"
                + " name; did you mean hostname?",
            "settings.yml:10: ….waves.match: no target has the field region, only hostname, name");
  }

  @Test
  void whatIsWrongWithAThousandIsNotAThousandLines() {
    String rows =
        IntStream.range(0, 1_000).mapToObj(i -> "t" + i + ",\n").collect(Collectors.joining());
    assertThat(
            project
                .with("tenants.csv", "name,host\nacme,db1\n" + rows)
                .problems("from: tenants.csv" + TEMPLATE))
        .hasSize(21)
        .endsWith(
            "tenants.csv: 980 more targets: no field host, which environment.FLYWAY_URL needs");
  }

  @Test
  void aTargetThatNoWaveTakesAndAWaveAfterTheRestAreProblems() {
    assertThat(
            project.problems(
                """
                from: [{name: acme, host: db1, tier: gold}]
                environment: {FLYWAY_SCHEMAS: "${target.name}"}
                waves: [{name: canary, match: {tier: canary}}]
                """))
        .containsExactly(
            "settings.yml:7: acme: no wave takes it; a last wave without match takes the rest");
    assertThat(
            project.problems(
                """
                from: [{name: acme, host: db1, tier: gold}]
                environment: {FLYWAY_SCHEMAS: "${target.name}"}
                waves:
                  - {name: all}
                  - {name: gold, match: {tier: gold}}
                """))
        .containsExactly(
            "settings.yml:11: ….waves: gold comes after all, which has no match and takes the rest;"
                + " move it before");
  }

  @Test
  void aTargetWithoutTheFieldOfAtMostWouldNotBeCounted() {
    assertThat(
            project.problems(
                """
                from: [{name: a, host: db1}, {name: b}]
                environment: {FLYWAY_SCHEMAS: "${target.name}"}
                at-most: {host: 1}
                """))
        .containsExactly("settings.yml:7: b: no field host, which at-most.host counts");
  }

  @Test
  void twoNamesForOneDatabaseAreAProblem() {
    assertThat(
            project.problems(
                """
                from:
                  - {name: acme, host: db1, db: x}
                  - {name: beta, host: db1, db: x}
                environment: {FLYWAY_URL: "jdbc:postgresql://${target.host}/${target.db}"}
                """))
        .containsExactly(
            "settings.yml:9: beta: the same variables as acme of line 8; they would be one database"
                + " under two names");
  }

  @Test
  void templatesWithoutFieldsWouldMakeAllOfThemOneDatabase() {
    assertThat(
            project.problems(
                """
                from: [{name: acme}, {name: beta}, {name: gamma}]
                environment: {FLYWAY_URL: "jdbc:postgresql://db/app"}
                """))
        .containsExactly(
            "settings.yml:8: ….environment: it uses no field of the targets, so all of them would"
                + " be one database; write ${target.FIELD} where they differ");
    assertThat(project.problems("from: [{name: acme}]"))
        .singleElement()
        .asString()
        .startsWith(
            "settings.yml:6: ….environment: missing; it is what makes the databases differ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FLYWAY_PASSWORD",
        "DB_PASSWORD_PROD",
        "AWS_PROFILE",
        "aws_region",
        "MIGRATE_DEPLOY_TARGETS",
        "ECS_CONTAINER_METADATA_URI_V4",
        "FLYWAY-URL",
      })
  void credentialsAndVariablesOfTheToolAreNoneForTargets(String variable) {
    assertThat(
            project.problems(
                "from: [{name: acme, host: db1}]\nenvironment: {%s: \"${target.host}\"}"
                    .formatted(variable)))
        .singleElement()
        .asString()
        .startsWith("settings.yml:8: ….environment." + variable + ": expected a variable");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://${target.host}/x?user=app&password=${target.key}",
    "jdbc:oracle:thin:app/${target.key}@${target.host}",
    "postgresql://app:${target.key}@${target.host}/x",
  })
  void anAddressWithAPasswordIsRefusedAndThePasswordNotShown(String url) {
    assertThat(
            project
                .with("tenants.csv", "name,host,key\nacme,db1,hunter2a\nbeta,db1,hunter2b\n")
                .problems("from: tenants.csv\nenvironment: {FLYWAY_URL: \"" + url + "\"}"))
        .containsExactly(
            "settings.yml:8: ….environment.FLYWAY_URL: it carries a password, which everybody could"
                + " read who sees the task; secrets come from the task definition, and targets with"
                + " secrets of their own are an environment of their own");
  }

  @Test
  void aTabInAValueWouldEndIt() {
    assertThat(
            project
                .with("tenants.json", "[{\"name\": \"acme\", \"host\": \"db\\t1\\n\"}]")
                .problems("from: tenants.json" + TEMPLATE))
        .containsExactly(
            "tenants.json:1: acme: a tab, a line break or another control character in host");
    TargetsText broken = new TargetsText(project.directory(), Map.of("DB", "a\nb"));
    assertThat(
            broken.problems(
                "from: [{name: acme}]\nenvironment: {FLYWAY_URL: \"${DB}/${target.name}\"}"))
        .containsExactly(
            "settings.yml:8: ….environment.FLYWAY_URL: a tab, a line break or another control"
                + " character is in it");
  }

  @ParameterizedTest
  @CsvSource({
    "'', missing; it is a YAML",
    "'from: ../tenants.yml', 'expected a path relative to the project, without ..'",
    "'from: []', the list is empty",
    "'from: {command: []}', missing; it is a program",
    "'from: {url: x}', unknown key",
  })
  void whereTheListIsMustBeRight(String from, String message) {
    assertThat(String.join("\n", project.problems(from + TEMPLATE))).contains(message);
  }

  /** A list of names is not empty, and a program with blanks is not missing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from: [acme] | ….from: expected a section with keys, found \"acme\"",
        "from: {command: psql -c x} | ….from.command: expected a list such as [migrate,"
            + " -outOfOrder=true] or a single word, found \"psql -c x\"",
      })
  void oneMistakeIsOneProblem(String from, String message) {
    assertThat(project.problems(from + TEMPLATE)).containsExactly("settings.yml:7: " + message);
  }

  @ParameterizedTest
  @CsvSource({"0,100,0", "3,100,3", "1%,1000,10", "1%,99,0", "0.5%,1000,5", "100%,7,7", "50 %,3,1"})
  void failuresAreANumberOrAPercentageRoundedDown(String failures, int targets, int most) {
    assertThat(failures).matches(FailureBudget.PATTERN);
    assertThat(FailureBudget.parse(failures).of(targets)).isEqualTo(most);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "101%", "1.5", "%", "one", "1e3", "1 percent"})
  void otherFormsOfFailuresAreAProblem(String failures) {
    assertThat(
            project.problems(
                "from: [{name: acme, host: db1}]%swaves: [{name: all, failures: \"%s\"}]"
                    .formatted(TEMPLATE, failures)))
        .singleElement()
        .asString()
        .contains("expected a number such as 3, or a percentage from 0% to 100% such as 1%");
  }

  @Test
  void anotherToolThanFlywayTellsNothingOfItsDatabases() {
    project.with(
        "settings.yml",
        TargetsText.BEFORE.replace("image: {", "image: {entrypoint: [liquibase], ")
            + "      from: [{name: acme}]\n"
            + "      environment: {URL: \"${target.name}\"}\n");
    assertThat(refusal().details())
        .singleElement()
        .asString()
        .endsWith(
            "settings.yml:6: environments.staging.targets: is for Flyway, and image.entrypoint runs"
                + " another tool; leave the key out");
  }

  private Problem refusal() {
    return Assertions.catchThrowableOfType(
            RefusedException.class,
            () ->
                SettingsFile.read(project.directory().resolve("settings.yml"), "staging", Map.of()))
        .problem();
  }

  @Test
  void aVariableOfAnotherEnvironmentsJobsMayBeMissing() {
    project.with(
        "settings.yml",
        TargetsText.BEFORE.replace("staging:\n", "production:\n")
            + "      from: [{name: acme, host: \"${DB_HOST}\", tier: \"${TIER}\"}, {name: \"${WHO}\"}]\n"
            + "      environment: {FLYWAY_URL: \"${target.host}/${DB}\"}\n"
            + "      parallel: ${MANY}\n"
            + "      waves: [{name: a, match: {tier: \"${TIER}\"}}]\n"
            + "  staging: {cluster: c, task-definition: t}\n");
    assertThat(
            SettingsFile.read(project.directory().resolve("settings.yml"), "staging", Map.of())
                .targets())
        .isEmpty();
  }

  @Test
  void anotherEnvironmentsTargetsAreCheckedToo() {
    project.with(
        "settings.yml",
        TargetsText.BEFORE.replace("staging:\n", "production:\n")
            + "      form: x\n  staging: {cluster: c, task-definition: t}\n");
    assertThat(refusal().details())
        .anyMatch(line -> line.contains("production.targets.form: unknown key"));
  }
}
