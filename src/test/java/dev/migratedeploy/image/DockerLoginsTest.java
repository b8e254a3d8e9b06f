package dev.migratedeploy.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.base.Throwables;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerLoginsTest {
  private static final String HUB = "registry-1.docker.io";
  private static final String OTHER = "registry.example.com:5000";

  private final Path home;

  DockerLoginsTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void aPasswordMayHoldColons() {
    assertThat(inline(auths(OTHER, "me:pa:ss:word"))).contains("me pa:ss:word");
  }

  /** A device, and a file that is no configuration. */
  @ParameterizedTest
  @ValueSource(strings = {"DOCKER_AUTH_CONFIG", "REGISTRY_AUTH_FILE"})
  void aFileWithoutAnEndIsRefused(String variable) {
    Map<String, String> variables = Map.of(variable, "/dev/zero", "HOME", home.toString());
    RegistryCredentials logins = RegistryCredentials.of(registry -> Optional.empty(), variables);

    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> logins.loginFor(OTHER));

    assertThat(refused.problem().cause()).contains("could not read the registry logins");
  }

  @Test
  void userAndPasswordMayStandInTheClear() {
    assertThat(
            inline(
                """
                {"auths": {"%s": {"username": "me", "password": "pass"}}}
                """
                    .formatted(OTHER)))
        .contains("me pass");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "registry.example.com:5000",
        "https://registry.example.com:5000",
        "https://registry.example.com:5000/",
        "registry.example.com:5000/",
        "https://registry.example.com:5000/v2/",
        "http://registry.example.com:5000"
      })
  void aRegistryIsNamedInMoreThanOneForm(String key) {
    assertThat(inline(auths(key, "me:pass"))).contains("me pass");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://index.docker.io/v1/",
        "index.docker.io",
        "docker.io",
        "registry-1.docker.io"
      })
  void dockerHubHasAKeyOfItsOwn(String key) {
    assertThat(login(HUB, Map.of("DOCKER_AUTH_CONFIG", auths(key, "me:pass")))).contains("me pass");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"auths\": {}}",
        "{\"auths\": {\"registry.example.com\": {\"auth\": \"bWU6cGFzcw==\"}}}",
        "{\"auths\": {\"registry.example.com:5000\": {}}}",
        "[]",
        "   "
      })
  void whatIsNotThereIsNotFound(String json) {
    assertThat(inline(json)).isEmpty();
  }

  /** Robot accounts of one organization (containers/image 981, oras 1597, kaniko 1002). */
  @ParameterizedTest
  @CsvSource({
    "team-a/flyway, team-a",
    "team-a/db/flyway, team-a/db",
    "team-a/db/flyway/base, team-a/db",
    "team-b/flyway, whole",
    "team-ab/flyway, whole",
    "team-a, team-a"
  })
  void theLongestPathAboveTheRepositoryWins(String repository, String user) {
    String json =
        """
        {"auths": {
          "HOST": {"username": "whole", "password": "p"},
          "HOST/team-a": {"username": "team-a", "password": "p"},
          "HOST/team-b": {},
          "HOST/team-a/db": {"username": "team-a/db", "password": "p"}}}
        """
            .replace("HOST", OTHER);

    assertThat(userFor(OTHER, repository, json)).contains(user);
    assertThat(inline(json)).contains("whole p");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s/team", "https://%s/team", "%s/team/", "https://%s/team/"})
  void aPathIsWrittenInMoreThanOneForm(String key) {
    assertThat(userFor(OTHER, "team/flyway", auths(key.formatted(OTHER), "me:pass")))
        .contains("me");
    assertThat(userFor(OTHER, "other/flyway", auths(key.formatted(OTHER), "me:pass"))).isEmpty();
  }

  @Test
  void dockerHubHasPathsToo() {
    assertThat(userFor(HUB, "team/flyway", auths("docker.io/team", "me:pass"))).contains("me");
  }

  @Test
  void aHelperThatIsNotInstalledHasNoLogin() {
    assertThat(inline("{\"credsStore\": \"there-is-no-such-helper\"}")).isEmpty();
    assertThat(inline("{\"credHelpers\": {\"%s\": \"there-is-no-such-helper\"}}".formatted(OTHER)))
        .isEmpty();
  }

  @Test
  void aHelperThatIsNotInstalledDoesNotHideALoginInTheFile() {
    String json =
        auths(OTHER, "me:pass")
            .replaceFirst("\\{", "{\"credsStore\": \"there-is-no-such-helper\",");

    assertThat(inline(json)).contains("me pass");
  }

  /** What a login by a browser leaves (jib's OAuth2 refresh tokens, containers/image 1278). */
  @Test
  void anIdentityTokenBeatsThePasswordBesideIt() {
    assertThat(
            inline(auths(OTHER, "me:").replace("\"auth\"", "\"identitytoken\": \"t\", \"auth\"")))
        .contains("<token> t");
  }

  @Test
  void aFileVariableOfGitLabsIsReadFromItsFile() throws Exception {
    write(home.resolve("job.tmp/DOCKER_AUTH_CONFIG"), auths(OTHER, "file:pass"));

    assertThat(inline(home.resolve("job.tmp/DOCKER_AUTH_CONFIG").toString())).contains("file pass");
  }

  @Test
  void aPathThatLeadsNowhereIsRefusedAndNotShown() {
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> inline("/hunter2"));

    assertThat(refused.problem().cause()).contains("neither JSON nor the path");
    assertThat(Throwables.getStackTraceAsString(refused) + refused.problem())
        .doesNotContain("hunter2");
  }

  @Test
  void podmansFilesAreReadToo() throws Exception {
    write(home.resolve("run/containers/auth.json"), auths(OTHER, "runtime:pass"));
    Map<String, String> runtime = Map.of("XDG_RUNTIME_DIR", home.resolve("run").toString());
    assertThat(login(OTHER, runtime)).contains("runtime pass");

    write(home.resolve("mine.json"), auths(OTHER, "named:pass"));
    assertThat(login(OTHER, Map.of("REGISTRY_AUTH_FILE", home.resolve("mine.json").toString())))
        .contains("named pass");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"hunter2\"", "{\"registrytoken\": \"hunter2\"}"})
  void anEntryThatIsNoLoginIsRefusedAndNotShown(String entry) {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class,
            () -> inline("{\"auths\": {\"%s\": %s}}".formatted(OTHER, entry)));

    assertThat(refused.problem().cause()).contains("DOCKER_AUTH_CONFIG").contains(OTHER);
    assertThat(Throwables.getStackTraceAsString(refused)).doesNotContain("hunter2");
  }

  @Test
  void dockersOwnFileIsReadFromItsHome() throws Exception {
    write(home.resolve(".docker/config.json"), auths(OTHER, "home:pass"));

    assertThat(login(OTHER, Map.of())).contains("home pass");
  }

  @Test
  void theVariableDockerConfigNamesAnotherFolder() throws Exception {
    write(home.resolve(".docker/config.json"), auths(OTHER, "home:pass"));
    write(home.resolve("other/config.json"), auths(OTHER, "other:pass"));

    assertThat(login(OTHER, Map.of("DOCKER_CONFIG", home.resolve("other").toString())))
        .contains("other pass");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"auths\": hunter2}", "hunter2", "{\"auths\": {\"hunter2", "{hunter2}"})
  void whatIsNoJsonIsRefusedAndNotShown(String json) throws Exception {
    RefusedException variable = catchThrowableOfType(RefusedException.class, () -> inline(json));
    write(home.resolve(".docker/config.json"), json);
    RefusedException file =
        catchThrowableOfType(RefusedException.class, () -> login(OTHER, Map.of()));

    assertThat(variable.problem().cause()).contains("DOCKER_AUTH_CONFIG").contains("not JSON");
    assertThat(file.problem().cause()).contains(".docker/config.json").contains("not JSON");
    assertThat(Throwables.getStackTraceAsString(variable) + variable.problem())
        .doesNotContain("hunter2");
    assertThat(Throwables.getStackTraceAsString(file) + file.problem()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2", "me:hunter2hunter2", "bWU=", "a"})
  void anAuthThatIsNoLoginIsRefusedAndNotShown(String auth) {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class,
            () -> inline("{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(OTHER, auth)));

    assertThat(refused.problem().cause()).contains("DOCKER_AUTH_CONFIG").contains(OTHER);
    assertThat(Throwables.getStackTraceAsString(refused)).doesNotContain("hunter2");
  }

  private Optional<String> inline(String json) {
    return login(OTHER, Map.of("DOCKER_AUTH_CONFIG", json));
  }

  private Optional<String> userFor(String registry, String repository, String json) {
    return DockerLogins.of(Map.of("DOCKER_AUTH_CONFIG", json, "HOME", home.toString())).stream()
        .flatMap(source -> source.loginFor(registry, repository).stream())
        .findFirst()
        .map(RegistryCredential::user);
  }

  /** User and password of the first source that has a login. */
  private Optional<String> login(String registry, Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.putIfAbsent("HOME", home.toString());
    return DockerLogins.of(all).stream()
        .flatMap(source -> source.loginFor(registry).stream())
        .findFirst()
        .map(login -> login.user() + " " + login.password().reveal());
  }

  private static String auths(String key, String login) {
    return "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}"
        .formatted(key, Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }
}
