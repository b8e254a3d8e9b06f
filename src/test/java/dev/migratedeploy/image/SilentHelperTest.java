package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.cloud.tools.jib.api.Credential;
import dev.migratedeploy.verdict.NotStartedException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A credential helper waits for a keychain that nobody opens. */
class SilentHelperTest {
  private final CredentialHelper helper =
      new CredentialHelper("docker-credential-desktop", Duration.ofMinutes(1));

  @Test
  void aHelperThatDoesNotAnswerIsGivenUp() {
    CountDownLatch never = new CountDownLatch(1);
    CredentialHelper silent = new CredentialHelper(helper.program(), Duration.ofMillis(10));

    NotStartedException failure =
        catchThrowableOfType(
            NotStartedException.class,
            () ->
                silent.loginFor(
                    "registry.example.com",
                    () -> {
                      never.await();
                      return Credential.from("a", "b");
                    }));

    never.countDown();
    assertThat(failure.problem().cause())
        .startsWith("could not get the login for registry.example.com: docker-credential-desktop")
        .contains("did not answer");
  }

  @Test
  void whatItAnswersCounts() {
    assertThat(helper.loginFor("a", () -> Credential.from("me", "pass")))
        .hasValueSatisfying(
            login -> assertThat(login.user() + login.password().reveal()).isEqualTo("mepass"));
  }

  @Test
  void oneThatIsNotThereHasNone() {
    assertThat(
            helper.loginFor(
                "a",
                () -> {
                  throw new IOException("Cannot run program");
                }))
        .isEmpty();
  }

  @Test
  void aDefectIsNotTakenForAnAnswer() {
    assertThatThrownBy(
            () ->
                helper.loginFor(
                    "a",
                    () -> {
                      throw new OutOfMemoryError("heap");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
  }
}
