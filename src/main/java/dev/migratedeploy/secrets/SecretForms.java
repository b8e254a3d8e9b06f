package dev.migratedeploy.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The forms in which a secret may be met in a log: as it is, in a URL, in Base64, in a report. */
final class SecretForms {
  /** GitLab masks nothing shorter either. */
  static final int SHORTEST = 8;

  /** Words that people set as passwords of databases in CI, and that logs are full of. */
  private static final Set<String> COMMON =
      Set.of(
          "password",
          "postgres",
          "postgresql",
          "production",
          "development",
          "localhost",
          "database",
          "disabled",
          "required",
          "optional",
          "changeme",
          "changeit",
          "registry",
          "migration",
          "migrations",
          "migrate-deploy",
          "rehearse",
          "rehearsal", // of the service container in the CI template
          "gitlab-ci-token");

  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+){1,3}-\\d{1,2}");

  /** A variable for a secret often names it only, such as DB_PASSWORD_SECRET. */
  private static final String ARN = "arn:";

  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  private SecretForms() {}

  /** Whether cutting it out would leave the log readable, and would not tell what it is. */
  static boolean isWorthCutting(String value) {
    return value.length() >= SHORTEST
        && !COMMON.contains(value.toLowerCase(Locale.ROOT))
        && !REGION.matcher(value).matches()
        && !value.startsWith(ARN)
        && value.chars().distinct().count() > 2;
  }

  /** All of them that differ. */
  static Set<String> of(String value) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(value);
    String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
    String url = form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    for (String encoded : List.of(form, url)) {
      forms.add(encoded);
      forms.add(
          ESCAPE.matcher(encoded).replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT)));
    }
    for (int before = 0; before < 3; before++) {
      String base64 = base64(value, before);
      forms.add(base64);
      forms.add(base64.replace('+', '-').replace('/', '_'));
    }
    String json = value.replace("\\", "\\\\").replace("\"", "\\\"");
    forms.add(json);
    forms.add(json.replace("/", "\\/"));
    forms.add(
        value
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;"));
    return forms;
  }

  /**
   * What all texts in Base64 share that hold the value behind so many other bytes, such as a user's
   * name and a colon; what the neighbours decide too is left out.
   */
  private static String base64(String value, int before) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    byte[] padded = new byte[before + text.length];
    System.arraycopy(text, 0, padded, before, text.length);
    String encoded = Base64.getEncoder().encodeToString(padded);
    return encoded.substring((before * 8 + 5) / 6, padded.length * 8 / 6);
  }
}
