package dev.migratedeploy.localcloud.aws;

import dev.migratedeploy.localcloud.http.Request;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who calls, as the signature's credential scope says; the signature itself is not checked.
 *
 * @param region that the request was signed for
 */
record Caller(String accessKeyId, String region) {
  private static final Pattern SIGNATURE =
      Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/\\d{8}/([^/]+)/[^/]+/aws4_request,.*");

  /** The few operations that need no signature are called by nobody in particular. */
  static Caller anonymous() {
    return new Caller("anonymous", Arns.DEFAULT_REGION);
  }

  static Optional<Caller> of(Request request) {
    return request
        .header("Authorization")
        .map(SIGNATURE::matcher)
        .filter(Matcher::matches)
        .map(signature -> new Caller(signature.group(1), signature.group(2)));
  }
}
