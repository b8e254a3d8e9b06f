package dev.migratedeploy.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.support.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTokenClaimsTest {
  @Test
  void theFirstOfSeveralAudiencesIsShown() {
    assertThat(IdTokenClaims.of(token("{\"iss\":\"i\",\"sub\":\"s\",\"aud\":[\"a\",\"b\"]}")))
        .hasValue(new IdTokenClaims("i", "s", "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b", "a.!.c", "a.bm90IGpzb24.c", ""})
  void whatIsNoTokenHasNoClaims(String text) {
    assertThat(IdTokenClaims.of(Secret.of(text))).isEmpty();
  }

  private static Secret token(String claims) {
    return Secret.of(
        "head."
            + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
            + ".signature");
  }
}
