package dev.migratedeploy.runner.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migratedeploy.support.Secret;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A token in the one way in which it can be written (RFC 7515, section 7.1), its parts not believed
 * yet.
 *
 * @param keyId the {@code kid} of the header
 */
record CompactJws(String serialized, String keyId, JsonNode claims) {
  /**
   * As long as STS takes one (API_AssumeRoleWithWebIdentity); GitLab's have some 2 KB, more in deep
   * groups.
   */
  private static final int LONGEST = 20_000;

  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
  private static final Pattern KEY_ID = Pattern.compile("[!-~]{1,256}");

  /** All that GitLab writes. Others would bring a key along, or say where to fetch one. */
  private static final Set<String> HEADERS = Set.of("alg", "kid", "typ");

  private static final String ONLY_ALGORITHM = "RS256";

  static CompactJws of(Secret token) {
    String text = token.reveal();
    if (text.length() > LONGEST) {
      throw TokenProblems.refused("it is longer than %d characters".formatted(LONGEST));
    }
    if (!FORM.matcher(text).matches()) {
      throw TokenProblems.refused("it is not of three parts, signed by GitLab");
    }
    String[] parts = text.split("\\.", -1);
    JsonNode header = object(parts[0]);
    JsonNode claims = object(parts[1]);
    decoded(parts[2]);
    header
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!HEADERS.contains(name)) {
                throw TokenProblems.refused(
                    "its header holds more than alg, kid and typ, which is all that GitLab writes");
              }
            });
    if (!header.path("alg").isTextual() || !header.path("alg").asText().equals(ONLY_ALGORITHM)) {
      throw TokenProblems.refused("it is not signed with RS256, the algorithm of GitLab");
    }
    if (header.has("typ") && !header.path("typ").asText().equals("JWT")) {
      throw TokenProblems.refused("its type is not JWT");
    }
    JsonNode keyId = header.path("kid");
    if (!keyId.isTextual() || !KEY_ID.matcher(keyId.asText()).matches()) {
      throw TokenProblems.refused("it does not say which key has signed it");
    }
    return new CompactJws(text, keyId.asText(), claims);
  }

  private static JsonNode object(String part) {
    return StrictJson.object(decoded(part))
        .orElseThrow(() -> TokenProblems.refused("a part of it is not a clean JSON object"));
  }

  /** Of the ways in which a decoder may read the same bytes only one is taken. */
  private static byte[] decoded(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
        return bytes;
      }
    } catch (IllegalArgumentException notBase64) {
      // Told below.
    }
    throw TokenProblems.refused("a part of it is no clean base64url");
  }
}
