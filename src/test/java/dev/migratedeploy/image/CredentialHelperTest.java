package dev.migratedeploy.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Docker's credential helpers are found on the PATH, so they are tested in a process with one. */
class CredentialHelperTest {
  /** Knows one server, and ends as Docker's own helpers do where it is asked for another. */
  private static final String HELPER =
      """
      #!/bin/sh
      read -r server
      if [ "$1" = get ] && [ "$server" = "%s" ]; then
        echo '{"ServerURL": "'"$server"'", "Username": "me", "Secret": "pa:ss"}'
      else
        echo 'credentials not found in native keychain'
        exit 1
      fi
      """;

  private final Path directory;

  CredentialHelperTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @CsvSource({
    "registry.example.com:5000, registry.example.com:5000",
    "registry.example.com, https://registry.example.com",
    "registry-1.docker.io, https://index.docker.io/v1/"
  })
  void aStoreIsAskedByTheNameThatDockerGaveIt(String registry, String server) throws Exception {
    assertThat(lookUp("{\"credsStore\": \"fake\"}", server, registry)).isEqualTo("me pa:ss");
  }

  @Test
  void aHelperOfOneRegistryIsAskedForThatAlone() throws Exception {
    String config = "{\"credHelpers\": {\"registry.example.com\": \"fake\"}}";

    assertThat(lookUp(config, "registry.example.com", "registry.example.com"))
        .isEqualTo("me pa:ss");
    assertThat(lookUp(config, "other.example.com", "other.example.com")).isEqualTo("none");
  }

  @Test
  void aHelperThatDoesNotKnowTheRegistryHasNoLogin() throws Exception {
    assertThat(lookUp("{\"credsStore\": \"fake\"}", "other", "registry.example.com"))
        .isEqualTo("none");
  }

  private String lookUp(String config, String known, String registry) throws Exception {
    Path helper =
        Files.writeString(directory.resolve("docker-credential-fake"), HELPER.formatted(known));
    Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(directory.resolve("config.json"), config);
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CredentialHelperTest.class.getName(),
                registry)
            .redirectErrorStream(true);
    java.environment().put("DOCKER_CONFIG", directory.toString());
    java.environment().remove("DOCKER_AUTH_CONFIG");
    java.environment().merge("PATH", "", (path, none) -> directory + ":" + path);
    return output(java.start());
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
  }

  /** What runs in the process: looks up the registry that is named. */
  public static void main(String[] arguments) {
    System.out.println(
        DockerLogins.of(System.getenv()).stream()
            .flatMap(source -> source.loginFor(arguments[0]).stream())
            .map(login -> login.user() + " " + login.password().reveal())
            .findFirst()
            .orElse("none"));
  }
}
