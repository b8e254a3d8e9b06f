package dev.migratedeploy.secrets;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of variables, and keys of JSON, whose values are secret. */
final class SecretNames {
  /** By the words that everybody uses; also with what the Runner puts before a job's own. */
  private static final Pattern NAME =
      Pattern.compile(
          ".*(TOKEN|PASSWORD|PASSWD|PASSPHRASE|SECRET|ACCESS_?KEY(_ID)?|CREDENTIALS?|JWT(_V[12])?"
              + "|(API|PRIVATE|SECRET|SIGNING|ENCRYPTION|LICENSE|SSH)_?KEY|_PASS|_PWD|_PAT)",
          Pattern.CASE_INSENSITIVE);

  /** Of a name whose secret is one of several, such as DB_PASSWORD_PROD. */
  private static final Pattern WORD =
      Pattern.compile("TOKEN|[A-Z]{0,8}PASSWORD|PASSWD|PASSPHRASE|SECRET|CREDENTIALS?|APIKEY");

  /** Last words of a name whose value only says something about a secret. */
  private static final Pattern ABOUT =
      Pattern.compile(
          "ADDR|ALGORITHM|ARN|AUDIENCE|BACKEND|COUNT|DIR|DURATION|ENABLED|ENGINE|EXPIRATION|EXPIRES"
              + "|FILE|FORMAT|HEADER|HOST|ID|ISSUER|LENGTH|MODE|NAME|PATHS?|POLICY|PORT|PROTO"
              + "|PROVIDER|REGION|SCOPES?|STORE|SUFFIX|TCP|TTL|TYPE|URI|URL|USER|USERNAME|VERSION");

  private SecretNames() {}

  static boolean isSecret(String name) {
    String[] words = name.toUpperCase(Locale.ROOT).split("_", -1);
    return NAME.matcher(name).matches()
        || (Stream.of(words).anyMatch(word -> WORD.matcher(word).matches())
            && !name.startsWith("SECRET_DETECTION")
            && !ABOUT.matcher(words[words.length - 1]).matches());
  }
}
