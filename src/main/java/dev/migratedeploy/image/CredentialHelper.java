package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import com.google.cloud.tools.jib.registry.credentials.DockerCredentialHelper;
import dev.migratedeploy.ci.Secret;
import dev.migratedeploy.problem.NotStartedException;
import dev.migratedeploy.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
  Optional<RegistryLogin> loginFor(String key) {
    return loginFor(key, () -> new DockerCredentialHelper(key, Path.of(program)).retrieve());
  }

  Optional<RegistryLogin> loginFor(String key, Callable<Credential> answer) {
    FutureTask<Credential> asked = new FutureTask<>(answer);
    Thread thread = new Thread(asked, program);
    thread.setDaemon(true);
    thread.start();
    try {
      Credential known = asked.get(longest.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.of(new RegistryLogin(known.getUsername(), Secret.of(known.getPassword())));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CredentialRetrievalException
          || e.getCause() instanceof IOException) {
        return Optional.empty();
      }
      throw new IllegalStateException(program + " could not be asked", e.getCause());
    } catch (TimeoutException e) {
      end();
      throw unanswered(key, "did not answer within " + longest.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered(key, "was not waited for: the job is ending");
    }
  }

  /** Nobody else keeps its process. */
  private void end() {
    ProcessHandle.current()
        .descendants()
        .filter(it -> it.info().commandLine().filter(line -> line.contains(program)).isPresent())
        .forEach(ProcessHandle::destroyForcibly);
  }

  private NotStartedException unanswered(String key, String why) {
    return new NotStartedException(
        Problem.of(
            "could not get the login for %s: %s %s".formatted(key, program, why),
            "run echo %s | %s get on the same machine; put the login into DOCKER_AUTH_CONFIG if it"
                    .formatted(key, program)
                + " waits there too"));
  }
}
