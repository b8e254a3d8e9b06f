package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.registry.credentials.DockerCredentialHelper;
import dev.migratedeploy.network.Deadline;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.Secret;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * One of Docker's credential helpers: a program on the path that may wait without an end, for a
 * person, a keychain or a network.
 *
 * @param program such as {@code docker-credential-ecr-login}
 * @param longest how long it is waited for
 */
record CredentialHelper(String program, Duration longest) {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  static CredentialHelper of(String name) {
    return new CredentialHelper("docker-credential-" + name, LONGEST);
  }

  /**
   * What it knows of a registry; empty if it knows nothing or is not there.
   *
   * @param key the registry as Docker's configuration names it
   */
  Optional<RegistryCredential> loginFor(String key) {
    return loginFor(key, () -> new DockerCredentialHelper(key, Path.of(program)).retrieve());
  }

  Optional<RegistryCredential> loginFor(String key, Callable<Credential> answer) {
    try {
      Credential known = Deadline.in(longest).call(answer);
      return Optional.of(
          new RegistryCredential(known.getUsername(), Secret.of(known.getPassword())));
    } catch (SocketTimeoutException late) {
      end();
      throw new NotStartedException(
          Problem.of(
              "could not get the login for %s: %s did not answer within %s"
                  .formatted(key, program, HumanReadable.limit(longest)),
              "run echo %s | %s get on the same machine; put the login into DOCKER_AUTH_CONFIG if"
                      .formatted(key, program)
                  + " it waits there too"));
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  /** Nobody else keeps its process. */
  private void end() {
    ProcessHandle.current()
        .descendants()
        .filter(it -> it.info().commandLine().filter(line -> line.contains(program)).isPresent())
        .forEach(ProcessHandle::destroyForcibly);
  }
}
