package dev.migratedeploy.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.verdict.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What of a webhook's address is a secret. */
class ReceiverTest {
  @Test
  void theUnguessablePartsOfAPathAreSecretsAlone() {
    assertThat(
            secrets(MessageFormat.SLACK, "https://hooks.example.com/services/T0/abcdefghij012345"))
        .contains("/services/T0/abcdefghij012345", "abcdefghij012345")
        .doesNotContain("services", "T0", "hooks.example.com");
  }

  /** As a server may repeat it: without what is not sent or is read by others, and decoded. */
  @Test
  void soAreTheFormsInWhichAServerMayRepeatThem() {
    assertThat(
            secrets(
                MessageFormat.JSON,
                "https://hooks.example.com/a/b/c/d/e/f/g/h/i?sig=ab%2Fcdefghijklmnop%2B#frag"))
        .contains("/a/b/c/d/e/f/g/h/i", "ab%2Fcdefghijklmnop%2B", "ab/cdefghijklmnop+")
        .doesNotContain("frag");
    assertThat(secrets(MessageFormat.JSON, "https://hooks.example.com/abcdefghij012345%zz"))
        .contains("/abcdefghij012345%zz");
  }

  /** A project's name is all over its own log. */
  @Test
  void theNameOfTheProjectWhoseAlertsItTakesIsNone() {
    assertThat(
            secrets(
                MessageFormat.GITLAB_ALERT,
                "https://gitlab.example.com/shop/customer-order-history/alerts/notify/"
                    + "migrate-deploy-alerts/0123456789abcdef.json"))
        .contains("0123456789abcdef.json")
        .doesNotContain("customer-order-history", "migrate-deploy-alerts");
  }

  private static List<String> secrets(MessageFormat format, String address) {
    return new Receiver(format, "HOOK", Optional.empty(), EnumSet.of(Verdict.Kind.FAILED), Set.of())
        .secrets(Map.of("HOOK", address));
  }
}
