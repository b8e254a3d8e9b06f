package dev.migratedeploy.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for credentials in Flyway's configuration files, which must not become part of an image.
 */
public final class FlywayConfiguration {
  /** Filled in where Flyway runs: {@code ${DB_PASSWORD}}, {@code ${env.DB_PASSWORD}}. */
  private static final String REFERENCE = "\\$\\{[^{}]*}";

  private static final String SECRET_NAME = "[\\w.-]*(?:password|passwd|pwd|token|secret)";
  private static final Pattern SECRET_KEY = Pattern.compile("(?i)(?:.*[.\\s])?" + SECRET_NAME);

  /** A key of TOML, also inside of {@code { }}, with what it is set to. */
  private static final Pattern TOML_PAIR =
      Pattern.compile(
          "((?:[\\w-]+|\"[^\"]*\"|'[^']*')(?:\\s*\\.\\s*(?:[\\w-]+|\"[^\"]*\"|'[^']*'))*)\\s*=\\s*"
              + "(\"\"\".*|'''.*|\"(?:\\\\.|[^\"\\\\])*\"|'[^']*'|[^,{}\\[\\]\\s]*)");

  private static final Pattern PROPERTY = Pattern.compile("([^\\s=:]+)\\s*[=:\\s]\\s*(.*)");

  private static final Pattern URL_SECRET =
      Pattern.compile(
          "(?i)[?&;]\\s*"
              + SECRET_NAME
              + "\\s*=\\s*(?!"
              + REFERENCE
              + "(?:[&;\"'\\s]|$))[^&;\"'\\s]");
  private static final Pattern USER_INFO =
      Pattern.compile("//[^/\\s:@\"']*:(?!" + REFERENCE + "@)[^/\\s@\"']+@");
  private static final Pattern ORACLE_USER_INFO =
      Pattern.compile("(?i)jdbc:oracle:\\w+:[^/\\s@\"']+/(?!" + REFERENCE + "@)[^/\\s@\"']+@");

  private FlywayConfiguration() {}

  /**
   * Finds passwords, tokens and URLs that carry one. What is a reference to the environment, and
   * what is commented out, is no finding.
   *
   * @param displayName the file's name for the messages; {@code .toml} is read as TOML, anything
   *     else as properties
   * @return one line for each finding, such as {@code flyway.conf:3: flyway.password holds a
   *     secret}; the secret itself is never part of it
   */
  public static List<String> secretsIn(String displayName, String text) {
    boolean toml = displayName.toLowerCase(Locale.ROOT).endsWith(".toml");
    List<String> findings = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int number = i + 1;
      StringBuilder line = new StringBuilder(lines.get(i).strip());
      while (!toml && !isComment(line) && endsInBackslash(line) && i + 1 < lines.size()) {
        line.setLength(line.length() - 1);
        line.append(lines.get(++i).strip());
      }
      for (String secret : toml ? inToml(line.toString()) : inProperties(line.toString())) {
        findings.add("%s:%d: %s".formatted(displayName, number, secret));
      }
    }
    return findings;
  }

  private static boolean isComment(CharSequence line) {
    return line.length() > 0 && (line.charAt(0) == '#' || line.charAt(0) == '!');
  }

  private static boolean endsInBackslash(CharSequence line) {
    return line.length() > 0 && line.charAt(line.length() - 1) == '\\';
  }

  private static List<String> inProperties(String line) {
    Matcher property = PROPERTY.matcher(line);
    if (isComment(line) || !property.matches()) {
      return List.of();
    }
    return inPair(property.group(1), property.group(2).strip());
  }

  private static List<String> inToml(String line) {
    String code = withoutComment(line);
    List<String> findings = new ArrayList<>();
    Matcher pairs = TOML_PAIR.matcher(code);
    while (pairs.find()) {
      findings.addAll(inPair(pairs.group(1).replaceAll("[\"'\\s]", ""), pairs.group(2)));
    }
    // The text of a value of several lines has no key on its own line.
    if (findings.isEmpty() && carriesSecret(code)) {
      findings.add("a URL carries a secret");
    }
    return findings;
  }

  private static List<String> inPair(String key, String value) {
    String bare = value.replaceFirst("^(?:\"(?!\"\")|'(?!''))", "").replaceFirst("[\"']$", "");
    if (SECRET_KEY.matcher(key).matches() && !bare.isEmpty() && !bare.matches(REFERENCE)) {
      return List.of(key + " holds a secret");
    }
    return carriesSecret(value) ? List.of("the URL of " + key + " carries a secret") : List.of();
  }

  private static boolean carriesSecret(String text) {
    return URL_SECRET.matcher(text).find()
        || USER_INFO.matcher(text).find()
        || ORACLE_USER_INFO.matcher(text).find();
  }

  /** Cuts a TOML line at the first {@code #} outside of quotes. */
  private static String withoutComment(String line) {
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char character = line.charAt(i);
      if (quote == '"' && character == '\\') {
        i++;
      } else if (quote != 0) {
        quote = character == quote ? 0 : quote;
      } else if (character == '"' || character == '\'') {
        quote = character;
      } else if (character == '#') {
        return line.substring(0, i);
      }
    }
    return line;
  }
}
