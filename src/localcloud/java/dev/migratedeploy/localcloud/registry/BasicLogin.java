package dev.migratedeploy.localcloud.registry;

import dev.migratedeploy.localcloud.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Lets in who sends a user name and password that are accepted. */
record BasicLogin(BiPredicate<String, String> accepted) {
  boolean letsIn(Request request) {
    return request
        .header("Authorization")
        .flatMap(BasicLogin::decode)
        .filter(this::check)
        .isPresent();
  }

  private boolean check(String userAndPassword) {
    int colon = userAndPassword.indexOf(':');
    return colon >= 0
        && accepted.test(userAndPassword.substring(0, colon), userAndPassword.substring(colon + 1));
  }

  static Optional<String> decode(String header) {
    if (!header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring("basic ".length()).strip());
      return Optional.of(new String(decoded, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
