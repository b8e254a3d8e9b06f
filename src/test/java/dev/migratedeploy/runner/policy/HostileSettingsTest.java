package dev.migratedeploy.runner.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.findings.ScriptRule;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.image.LockGuard;
import dev.migratedeploy.image.ObserverSettings;
import dev.migratedeploy.project.Settings;
import dev.migratedeploy.runner.RunnerPayload;
import dev.migratedeploy.runner.token.VerifiedToken;
import dev.migratedeploy.targets.TargetList;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a project's own settings file says: it chooses within the policy, or is refused. */
class HostileSettingsTest {
  private static final String FILE = "db-migrations/migrate-deploy.yml";
  private static final String FIXED = "the runner's policy fixes it, and not to this";

  private final RunnerPayload payload = RunnerPayload.ofDefaultBranch();
  private final Path checkout;
  private final PolicyText text;
  private String policy = PolicyText.USUAL;

  HostileSettingsTest(@TempDir Path folder) throws IOException {
    this.checkout = folder.resolve("checkout");
    Files.createDirectories(checkout.resolve("db-migrations"));
    this.text = new PolicyText(folder);
  }

  @Test
  void withoutASettingsFileEverythingIsThePolicys() {
    Settings settings = grant().settings(checkout);

    assertThat(settings.scripts()).isEqualTo("db-migrations/scripts");
    assertThat(settings.environments()).containsExactly("production");
    assertThat(settings.image().base()).isEqualTo("flyway/flyway:12");
    assertThat(settings.environment().name()).isEqualTo("production");
    assertThat(settings.environment().cluster()).isEqualTo("production");
    assertThat(settings.environment().roleArn()).contains("arn:aws:iam::123456789012:role/migrate");
    assertThat(settings.environment().command()).containsExactly("migrate");
    assertThat(settings.environment().timeout()).contains(Duration.ofMinutes(30));
    assertThat(settings.environment().protection().on()).isTrue();
  }

  @Test
  void aSettingsFileThatTheJobNamesAndTheCommitLacksIsRefused() {
    payload.wishing("MIGRATE_DEPLOY_CONFIG", "db-migrations/none.yml");

    Problem problem =
        catchThrowableOfType(RefusedException.class, () -> grant().settings(checkout)).problem();

    assertThat(problem.cause())
        .contains("no settings file \"db-migrations/none.yml\"", "MIGRATE_DEPLOY_CONFIG");
  }

  @ParameterizedTest
  @ValueSource(strings = {"db-migrations", "db-migrations/link.yml"})
  void aSettingsFileThatIsNoPlainFileIsRefused(String path) throws IOException {
    Files.createSymbolicLink(
        checkout.resolve("db-migrations/link.yml"), checkout.resolve("elsewhere.yml"));
    payload.wishing("MIGRATE_DEPLOY_CONFIG", path);

    assertThat(catchThrowableOfType(RefusedException.class, () -> grant().settings(checkout)))
        .isNotNull();
  }

  @Test
  void theSettingsFileThatThePolicyNamesHasToBeInTheCommit() {
    policy =
        policy.replace("jobs: [migrate]", "settings-files: [db-migrations/migrate-deploy.yml]");

    Problem problem =
        catchThrowableOfType(RefusedException.class, () -> grant().settings(checkout)).problem();

    assertThat(problem.cause()).contains(FILE, "the runner's policy asks for");
    assertThat(settings("scripts: sql").scripts()).isEqualTo("sql");
  }

  @Test
  void theFirstSettingsFileOfThePolicyIsTheUsualOne() throws IOException {
    policy = policy.replace("jobs: [migrate]", "settings-files: [a/b.yml, a/c.yml]");
    Files.createDirectories(checkout.resolve("a"));
    Files.writeString(checkout.resolve("a/b.yml"), "scripts: b");
    Files.writeString(checkout.resolve("a/c.yml"), "scripts: c");

    assertThat(settings("scripts: usual").scripts()).isEqualTo("b");
    payload.wishing("MIGRATE_DEPLOY_CONFIG", "a/c.yml");
    assertThat(grant().settings(checkout).scripts()).isEqualTo("c");
  }

  @Test
  void theFileChoosesTheScriptsTheFindingsTheCommandAndTheTimeout() {
    Settings settings =
        settings(
            """
            scripts: sql/
            findings: {database: mysql}
            environments:
              production:
                command: [migrate, -outOfOrder=true]
                timeout: 45m
              other: {cluster: whatever, of: other, jobs: 1}
            """);

    assertThat(settings.scripts()).isEqualTo("sql");
    assertThat(settings.environment().command()).containsExactly("migrate", "-outOfOrder=true");
    assertThat(settings.environment().timeout()).contains(Duration.ofMinutes(45));
    assertThat(settings.image()).isEqualTo(grantOnly().image());
  }

  @Test
  void theWishedCommandBeatsTheFilesAndTakesNoArgumentAlong() {
    payload.wishing("MIGRATE_DEPLOY_COMMAND", "info");

    assertThat(
            settings("environments: {production: {command: [migrate, -outOfOrder=true]}}")
                .environment()
                .command())
        .containsExactly("info");
  }

  @Test
  void theSameFileServesWhereItSaysThePolicysOwnValues() {
    Settings settings =
        settings(
            """
            image:
              base: flyway/flyway:12
              repository: registry.example.com/ops/orders
              entrypoint: [flyway]
              scripts-path: /flyway/sql
            environments:
              production:
                region: eu-west-1
                role-arn: arn:aws:iam::123456789012:role/migrate
                cluster: production
                task-definition: flyway
                subnets: ${SUBNET}
                tags: {team: data}
            """);

    assertThat(settings.environment().network().subnets()).containsExactly("subnet-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base: evil/flyway:12",
        "base: flyway/flyway:13",
        "repository: registry.example.com/evil/orders",
        "entrypoint: [sh, -c, env]",
        "scripts-path: /etc",
        "scripts-path: /flyway/drivers",
        "files: {a.jar: /flyway/drivers/a.jar}",
        "files: {db-migrations/flyway.toml: /flyway/conf/flyway.toml}"
      })
  void anotherImageIsRefused(String line) {
    assertThat(problems("image:\n  " + line))
        .singleElement()
        .asString()
        .startsWith(FILE + ":2: image." + line.substring(0, line.indexOf(':')) + ": " + FIXED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "region: us-east-1",
        "role-arn: arn:aws:iam::123456789012:role/admin",
        "role-arn: ''",
        "role-arn: ~",
        "cluster: staging",
        "task-definition: admin",
        "task-definition: flyway:1",
        "container: sidecar",
        "container: ~",
        "subnets: [subnet-2]",
        "subnets: [subnet-1, subnet-2]",
        "security-groups: []",
        "assign-public-ip: true",
        "launch-type: EC2",
        "platform-version: 1.3.0",
        "protected: false",
        "allow: [spot]",
        "tags: {team: evil}",
        "tags: {}"
      })
  void anotherPlaceOrAnotherRoleIsRefused(String line) {
    assertThat(problems("environments:\n  production:\n    " + line))
        .singleElement()
        .asString()
        .startsWith(
            FILE
                + ":3: environments.production."
                + line.substring(0, line.indexOf(':'))
                + ": "
                + FIXED);
  }

  private static final String TARGETS =
      """
      targets:
                  from: db-migrations/tenants.csv
                  environment: {FLYWAY_URL: "jdbc:postgresql://${target.host}.db.internal/app"}
      """;

  @Test
  void theListOfDatabasesIsThePolicysAndOnlyTheFileThatItNamesIsTheProjects() throws IOException {
    policyWith(TARGETS);
    assertThat(grant().files()).contains("db-migrations/tenants.csv");
    assertThat(
            problems(
                "environments: {production: {targets: {from: other.csv, environment: {FLYWAY_URL:"
                    + " \"jdbc:postgresql://evil/app?x=${target.name}\"}}}}"))
        .containsExactly(
            FILE + ":1: environments.production.targets: " + FIXED + "; leave the key out");
    assertThat(problems("environments: {production: {targets: &a [*a]}}")).hasSize(1);
    assertThat(
            settings(
                    "environments: {production: {targets: {environment: {FLYWAY_URL:"
                        + " \"jdbc:postgresql://${target.host}.db.internal/app\"}, from:"
                        + " db-migrations/tenants.csv}}}")
                .targets())
        .as("the same as the policy's")
        .isPresent();
  }

  @Test
  void aProjectCannotMakeManyDatabasesOfOne() {
    assertThat(
            problems(
                "environments: {production: {targets: {from: [{name: a}], environment:"
                    + " {FLYWAY_URL: \"jdbc:postgresql://evil/${target.name}\"}}}}"))
        .singleElement()
        .asString()
        .contains("production.targets: " + FIXED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example/x?a", "db1:5432", "a@evil", "x#", "x y", "%2f", "é", "${A}"})
  void whatTheProjectsListSaysCannotLeadAnAddressElsewhere(String host) throws IOException {
    policyWith(TARGETS);
    Files.writeString(
        checkout.resolve("db-migrations/tenants.csv"), "name,host\nacme,\"" + host + "\"\n");

    assertThat(catchThrowableOfType(RefusedException.class, this::resolved).problem().details())
        .singleElement()
        .asString()
        .startsWith(
            "db-migrations/tenants.csv:2: acme: host holds more than letters, digits, . _ and -");
  }

  @Test
  void whatThePolicyLeavesToTheListIsTaken() throws IOException {
    policyWith(TARGETS);
    Files.writeString(checkout.resolve("db-migrations/tenants.csv"), "name,host\nacme,db-1\n");

    assertThat(resolved().all().get(0).variables())
        .containsEntry("FLYWAY_URL", "jdbc:postgresql://db-1.db.internal/app");
  }

  @Test
  void aCommandHasNoPlaceInAPolicy() {
    policyWith(TARGETS.replace("db-migrations/tenants.csv", "{command: [curl, evil]}"));

    assertThat(text.problems(policy))
        .singleElement()
        .asString()
        .contains("targets.from: a command has no place in a policy");
  }

  private Targets resolved() {
    return TargetList.resolve(
        grant().settings(checkout).targets().orElseThrow(), checkout, Map.of(), Optional.empty());
  }

  private void policyWith(String targets) {
    policy =
        policy.replace(
            "cluster: production\n", "cluster: production\n          " + targets.strip() + "\n");
  }

  @Test
  void anotherCapacityIsRefused() {
    assertThat(problems("environments: {production: {capacity-provider: FARGATE_SPOT}}"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[clean]",
        "[migrate, clean]",
        "[migrate, -url=jdbc:postgresql://evil/db]",
        "[migrate, -outOfOrder=false]",
        "[migrate, -configFiles=/tmp/x]",
        "[-outOfOrder=true]",
        "[repair]",
        "['migrate -url=x']",
        "clean",
        "[]"
      })
  void aCommandOutsideOfThePolicyIsRefused(String command) {
    assertThat(problems("environments: {production: {command: " + command + "}}"))
        .anyMatch(line -> line.contains("production.command: "));
  }

  @Test
  void aTimeoutBeyondThePolicysIsRefused() {
    assertThat(problems("environments: {production: {timeout: 61m}}"))
        .containsExactly(
            FILE
                + ":1: environments.production.timeout: the runner's policy lets a task be waited"
                + " for 60 minutes at most");
  }

  @Test
  void withoutAWordOnItNobodyWaitsLongerThanThePolicySays() {
    policy = policy.replace("timeout: 1h", "timeout: 5m");

    assertThat(grant().settings(checkout).environment().timeout()).contains(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AWS_SECRET_ACCESS_KEY", "PATH", "HOME", "CI_JOB_TOKEN", "JOB_RESPONSE_FILE"})
  void noVariableOfTheRunnersEnvironmentIsSeen(String variable) {
    assertThat(problems("scripts: x/${" + variable + "}"))
        .containsExactly(FILE + ":1: scripts: the variable " + variable + " is not set");
    assertThat(settings("scripts: x/${" + variable + ":-none}").scripts()).isEqualTo("x/none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc", "../..", "a/../../b", "'a\\b'", "\"a\\nb\"", "."})
  void aFolderOutsideOfTheRepositoryIsRefused(String folder) {
    assertThat(problems("scripts: " + folder)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "executor: shell",
        "projects: {shop/orders: {}}",
        "image: [x]",
        "environments: {production: {cluster: &a [*a]}}",
        "environments: {production: !!java.lang.Runtime {}}",
        "scripts: a\nscripts: b",
        "<<: {scripts: a}\nnew: b"
      })
  void whatIsNoSettingIsRefused(String yaml) {
    assertThat(refusal(yaml).cause()).contains(FILE);
  }

  @Test
  void anAliasOfAliasesIsNotUnfolded() {
    StringBuilder yaml = new StringBuilder("x-a0: &a0 {k: v}\n");
    for (int i = 1; i < 100; i++) {
      yaml.append("x-a%d: &a%d {<<: [*a%d, *a%d]}\n".formatted(i, i, i - 1, i - 1));
    }

    assertThat(refusal(yaml + "environments: {production: *a99}").cause()).contains(FILE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flyway.conf", "flyway.toml"})
  void flywaysOwnConfigurationIsRefusedUnlessThePolicyLetsItIn(String name) throws IOException {
    Files.writeString(checkout.resolve("db-migrations/" + name), "x");
    assertThat(refusal("scripts: a").cause()).contains("db-migrations/" + name);

    policy = policy.replace("      jobs: [migrate]\n", "      flyway-configuration: true\n");
    assertThat(settings("scripts: a").scripts()).isEqualTo("a");
  }

  @Test
  void aRefusalDoesNotTellThePolicysValues() {
    assertThat(
            refusal("environments: {production: {role-arn: 'arn:aws:iam::1:role/x', cluster: x}}")
                .toString())
        .doesNotContain("123456789012", "secret-cluster");
  }

  /**
   * The heart of it: over any file at all, what is done differs from the policy in nothing else.
   */
  @Test
  void noRandomSettingsFileLeadsOutOfThePolicy() {
    Random random = new Random(42);
    Settings own = grantOnly();
    Grant grant = grant();
    int taken = 0;
    for (int i = 0; i < 2_000; i++) {
      Optional<Settings> settings = settingsOrRefusal(RandomSettings.yaml(random), grant);
      if (settings.isPresent()) {
        taken++;
        EnvironmentSettings environment = settings.get().environment();
        assertThat(settings.get().image()).isEqualTo(own.image());
        assertThat(environment.running(List.of("migrate")).waiting(Duration.ofMinutes(30)))
            .isEqualTo(own.environment());
        assertThat(environment.command())
            .isSubsetOf("migrate", "info", "-outOfOrder=true")
            .containsAnyOf("migrate", "info");
        assertThat(environment.timeout().orElseThrow()).isLessThanOrEqualTo(Duration.ofHours(1));
        assertThat(Path.of("/checkout").resolve(settings.get().scripts()).normalize().toString())
            .startsWith("/checkout/");
      }
    }
    assertThat(taken).as("files that were not refused").isBetween(100, 1_900);
  }

  @Test
  void aSettingThatIsNewOneDayIsFixedUntilSomebodyOpensIt() {
    assertThat(ImageSettings.class.getRecordComponents())
        .extracting(RecordComponent::getName)
        .as("compared in RepositorySettings")
        .containsExactly(
            "base", "repository", "entrypoint", "scriptsPath", "files", "compression", "observer");
    assertThat(ObserverSettings.class.getRecordComponents())
        .extracting(RecordComponent::getName)
        .as("compared in RepositorySettings")
        .containsExactly("on", "locks");
    assertThat(values(EnvironmentSettings.class))
        .as("compared in RepositorySettings, or checked there")
        .containsExactly(
            "name",
            "region",
            "roleArn",
            "cluster",
            "taskDefinition",
            "container",
            "launch",
            "platformVersion",
            "subnets",
            "securityGroups",
            "assignPublicIp",
            "command",
            "tags",
            "timeout",
            "targets",
            "on",
            "allowed");
  }

  /** What a record holds, and what the records in it hold. */
  private static Stream<String> values(Class<?> type) {
    return Stream.of(type.getRecordComponents())
        .flatMap(
            component ->
                component.getType().isRecord() && component.getType() != Targets.class
                    ? values(component.getType())
                    : Stream.of(component.getName()));
  }

  /** What the runner's host watches, no project leaves unwatched. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "observer: off",
        "environments: {production: {observer: off}}",
        "environments: {production: {locks: off}}",
        "environments: {production: {locks: {wait: 10m}}}"
      })
  void theObserverAndTheLocksAreThePolicys(String yaml) {
    assertThat(settingsOrRefusal(yaml, grant())).isEmpty();
    assertThat(settings("environments: {production: {observer: on, locks: {wait: 5s}}}").image())
        .isEqualTo(grantOnly().image());
  }

  @Test
  void aPolicyMayLeaveThemOut() {
    policy = policy.replace("protected: true\n", "protected: true\n          locks: {wait: 1s}\n");
    assertThat(grantOnly().image().observer().locks().map(LockGuard::words))
        .contains("wait=1000 tries=10 pause=10000");
    policy = policy.replace("locks: {wait: 1s}", "observer: off");
    assertThat(grantOnly().image().observer()).isEqualTo(ObserverSettings.OFF);
    assertThat(settings("observer: off").image().observer()).isEqualTo(ObserverSettings.OFF);
  }

  @Test
  void theFindingsAreTheProjectsOwnAffair() {
    Settings settings = settings("findings: {rules: {" + ScriptRule.IDS.get(0) + ": error}}");

    assertThat(settings.findings().severity(ScriptRule.of(ScriptRule.IDS.get(0)).orElseThrow()))
        .isEqualTo(Severity.named("error").orElseThrow());
  }

  private Optional<Settings> settingsOrRefusal(String yaml, Grant grant) {
    try {
      return Optional.of(settings(yaml, grant));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  private List<String> problems(String yaml) {
    return refusal(yaml).details();
  }

  private Problem refusal(String yaml) {
    return catchThrowableOfType(RefusedException.class, () -> settings(yaml)).problem();
  }

  private Settings settings(String yaml) {
    return settings(yaml, grant());
  }

  private Settings settings(String yaml, Grant grant) {
    try {
      Files.writeString(checkout.resolve(FILE), yaml);
      return grant.settings(checkout);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is done where the project says nothing. */
  private Settings grantOnly() {
    return grant().settings(checkout.resolve("nothing"));
  }

  private Grant grant() {
    AuthorizationDecision entitlement =
        text.read(policy)
            .decide(
                payload.job(),
                Optional.of(new VerifiedToken(true, Optional.of("production"), true)));
    return ((AuthorizationDecision.Granted) entitlement).grant();
  }
}
