package dev.migratedeploy.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.support.JsonText;
import dev.migratedeploy.support.Secret;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * What a trust policy compares of an ID token (RFC 7519). The claims are no secret; the signature,
 * which is what makes them a token, is not read.
 */
record IdTokenClaims(String issuer, String subject, String audience) {
  private static final ObjectMapper JSON = JsonText.MAPPER;

  /** Empty where the token is not of the form that GitLab gives. */
  static Optional<IdTokenClaims> of(Secret token) {
    String[] parts = token.reveal().split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      return Optional.of(
          new IdTokenClaims(
              claims.path("iss").asText(), claims.path("sub").asText(), audience(claims)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String audience(JsonNode claims) {
    JsonNode audience = claims.path("aud");
    return audience.isTextual() ? audience.asText() : audience.path(0).asText();
  }

  String words() {
    return "the token says iss %s, sub %s, aud %s".formatted(issuer, subject, audience);
  }
}
