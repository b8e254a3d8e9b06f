package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.support.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every place has a login for the same registry; they are taken away one by one. */
class RegistryCredentialsTest {
  private static final String REGISTRY = "registry.example.com";
  private static final String AUTHS =
      "{\"auths\": {\"registry.example.com\": {\"username\": \"%s\", \"password\": \"pass\"}}}";

  private final Map<String, String> variables = new HashMap<>();
  private Optional<RegistryCredential> ecr = login("ecr");

  @BeforeEach
  void fillEveryPlace(@TempDir Path home) throws Exception {
    Files.createDirectory(home.resolve(".docker"));
    Files.writeString(home.resolve(".docker/config.json"), AUTHS.formatted("file"));
    variables.put("HOME", home.toString());
    variables.put("DOCKER_AUTH_CONFIG", AUTHS.formatted("variable"));
    variables.put("CI_REGISTRY", REGISTRY);
    variables.put("CI_REGISTRY_USER", "gitlab");
    variables.put("CI_REGISTRY_PASSWORD", "pass");
  }

  @Test
  void theNearestPlaceWins() {
    assertThat(user()).contains("ecr");
    ecr = Optional.empty();
    assertThat(user()).contains("gitlab");
    variables.remove("CI_REGISTRY_PASSWORD");
    assertThat(user()).contains("variable");
    variables.remove("DOCKER_AUTH_CONFIG");
    assertThat(user()).contains("file");
    variables.put("HOME", "/nowhere");
    assertThat(user()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"registry.example.com:5000", "registry.example.com.evil.org", "example.com", ""})
  void theJobsLoginGoesToGitLabsRegistryAlone(String other) {
    ecr = Optional.empty();
    variables.put("CI_REGISTRY", other);

    assertThat(user()).contains("variable");
  }

  @Test
  void aBlankLoginIsNone() {
    ecr = Optional.empty();
    variables.put("CI_REGISTRY_USER", "");

    assertThat(user()).contains("variable");
  }

  @Test
  void aPathIsLookedForWhereNoLoginIsForTheWholeRegistry() {
    variables.put("DOCKER_AUTH_CONFIG", AUTHS.replace("com\"", "com/team\"").formatted("team"));

    assertThat(userFor("team/flyway")).isEmpty();
    variables.remove("CI_REGISTRY");
    assertThat(userFor("team/flyway")).contains("team");
    assertThat(userFor("other/flyway")).contains("file");
  }

  /** A file that nobody needs may be broken. */
  @Test
  void theNearestPlaceWithALoginIsTheLastThatIsRead() throws Exception {
    variables.remove("CI_REGISTRY");
    Files.writeString(Path.of(variables.get("HOME"), ".docker/config.json"), "broken");

    assertThat(userFor("team/flyway")).contains("variable");
  }

  @Test
  void noPasswordIsEverPrinted() {
    assertThat(new RegistryCredential("me", Secret.of("hunter2")).toString())
        .doesNotContain("hunter2");
  }

  private Optional<String> user() {
    return RegistryCredentials.of(registry -> ecr, variables)
        .loginFor(REGISTRY)
        .map(RegistryCredential::user);
  }

  @Test
  void ecrsOwnLoginIsForAllItsRepositories() {
    String host = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
    variables.put("DOCKER_AUTH_CONFIG", AUTHS.replace(REGISTRY, host + "/team").formatted("team"));

    assertThat(userFor(host, "team/flyway")).isEmpty();
  }

  private Optional<String> userFor(String repository) {
    return userFor(REGISTRY, repository);
  }

  private Optional<String> userFor(String registry, String repository) {
    return RegistryCredentials.of(host -> Optional.empty(), variables)
        .loginFor(registry, repository)
        .map(RegistryCredential::user);
  }

  private static Optional<RegistryCredential> login(String user) {
    return Optional.of(new RegistryCredential(user, Secret.of("pass")));
  }
}
