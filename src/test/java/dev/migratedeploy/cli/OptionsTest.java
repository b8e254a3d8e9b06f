package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the options are after arguments and variables have been read. */
class OptionsTest {
  private final Map<String, String> variables = new HashMap<>();

  @Test
  void eachHasItsDefault() {
    DeployOptions options = parse();

    assertThat(options.environment).isNull();
    assertThat(options.config).isEqualTo(Path.of("db-migrations/migrate-deploy.yml"));
    assertThat(options.reportDirectory).isEqualTo(Path.of("migrate-deploy-report"));
    assertThat(options.timeout).isNull();
    assertThat(options.dryRun || options.force || options.quiet || options.verbose).isFalse();
  }

  @Test
  void eachMayBeSetByAVariable() {
    variables.putAll(
        Map.of(
            "MIGRATE_DEPLOY_ENV", "staging",
            "MIGRATE_DEPLOY_CONFIG", "other.yml",
            "MIGRATE_DEPLOY_SINCE", "abc",
            "MIGRATE_DEPLOY_FORCE", "true",
            "MIGRATE_DEPLOY_DRY_RUN", "true",
            "MIGRATE_DEPLOY_TIMEOUT", "45m",
            "MIGRATE_DEPLOY_REPORT_DIR", "out",
            "MIGRATE_DEPLOY_COLOR", "never",
            "MIGRATE_DEPLOY_VERBOSE", "true",
            "MIGRATE_DEPLOY_QUIET", "true"));

    DeployOptions options = parse("deploy");

    assertThat(options.environment).isEqualTo("staging");
    assertThat(options.config).isEqualTo(Path.of("other.yml"));
    assertThat(options.since).isEqualTo("abc");
    assertThat(options.force).isTrue();
    assertThat(options.dryRun).isTrue();
    assertThat(options.timeout).isEqualTo(Duration.ofMinutes(45));
    assertThat(options.reportDirectory).isEqualTo(Path.of("out"));
    assertThat(options.colour).isEqualTo(DeployOptions.Colour.never);
    assertThat(options.verbose).isTrue();
    assertThat(options.quiet).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--env=here", "--env=here deploy", "deploy --env=here", "deploy -e here"})
  void anOptionBeatsTheVariable(String arguments) {
    variables.put("MIGRATE_DEPLOY_ENV", "there");

    assertThat(parse(arguments.split(" ")).environment).isEqualTo("here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--dry-run", "--dry-run deploy", "deploy --dry-run", "deploy", ""})
  void aVariableAndItsOptionSayTheSameAndNotTheOpposite(String arguments) {
    variables.put("MIGRATE_DEPLOY_DRY_RUN", "true");

    assertThat(parse(arguments.isEmpty() ? new String[0] : arguments.split(" ")).dryRun).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--dry-run", "--dry-run deploy", "deploy --dry-run"})
  void anOptionBeatsAVariableThatSaysNo(String arguments) {
    variables.put("MIGRATE_DEPLOY_DRY_RUN", "false");

    assertThat(parse(arguments.split(" ")).dryRun).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--timeout=1h deploy --force", "--force deploy --timeout 1h"})
  void optionsMayStandOnBothSidesOfTheCommand(String arguments) {
    DeployOptions options = parse(arguments.split(" "));

    assertThat(options.timeout).isEqualTo(Duration.ofHours(1));
    assertThat(options.force).isTrue();
  }

  @Test
  void theRoleMayBeSetByAVariableToo() {
    variables.put("MIGRATE_DEPLOY_ROLE_ARN", "arn:aws:iam::123456789012:role/migrate-staging");

    assertThat(parse().roleArn).isEqualTo("arn:aws:iam::123456789012:role/migrate-staging");
  }

  @Test
  void aRoleThatIsNoneIsRefused() {
    assertThatThrownBy(() -> parse("--role-arn", "migrate-staging"))
        .hasMessageContaining("--role-arn")
        .hasMessageContaining("a role as arn:aws:iam::ACCOUNT:role/NAME");
  }

  @Test
  void aBlankVariableIsNone() {
    variables.put("MIGRATE_DEPLOY_ROLE_ARN", "");
    variables.put("MIGRATE_DEPLOY_TIMEOUT", "  ");
    variables.put("MIGRATE_DEPLOY_FORCE", "");

    assertThat(parse().roleArn).isNull();
    assertThat(parse().timeout).isNull();
    assertThat(parse().force).isFalse();
  }

  private DeployOptions parse(String... arguments) {
    RootCommand root = new RootCommand();
    new CommandLine(root)
        .setDefaultValueProvider(new EnvironmentDefaultProvider(variables))
        .parseArgs(arguments);
    return root.options;
  }
}
