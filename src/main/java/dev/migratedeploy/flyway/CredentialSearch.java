package dev.migratedeploy.flyway;

import dev.migratedeploy.flyway.configuration.ConfigurationFile;
import dev.migratedeploy.flyway.configuration.MalformedFileException;
import dev.migratedeploy.flyway.configuration.TomlFile;
import dev.migratedeploy.flyway.configuration.TomlStatement;
import dev.migratedeploy.flyway.configuration.TomlValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for credentials in Flyway's configuration files, which must not become part of an image.
 */
public final class CredentialSearch {
  /** Filled in where Flyway runs: {@code ${DB_PASSWORD}}, {@code ${env.DB_PASSWORD}}. */
  private static final String REFERENCE = "\\$\\{[^{}]*}";

  private static final List<String> SECRETS =
      List.of("password", "passwd", "pwd", "token", "secret");

  private static final String SECRET_NAME = "[\\w.-]*(?:" + String.join("|", SECRETS) + ")";

  private static final String IN_A_WORD = "abcdefghijklmnopqrstuvwxyz0123456789_-";

  /** For a file that is no TOML, and will be refused: what looks like a key with its value. */
  private static final Pattern LIKE_A_PAIR = Pattern.compile("([\\w.\"'\\s-]++)=\\s*+(.*)");

  private static final Pattern PROPERTY = Pattern.compile("([^\\s=:]++)(?:\\s*+[=:]|\\s)\\s*+(.*)");

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
      Pattern.compile(
          "(?i)jdbc:oracle:\\w{1,20}+:[^/\\s@\"']{1,256}+/(?!" + REFERENCE + "@)[^/\\s@\"']+@");

  private CredentialSearch() {}

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
    return ConfigurationFile.isToml(displayName)
        ? inToml(displayName, text)
        : inProperties(displayName, text);
  }

  private static List<String> inProperties(String displayName, String text) {
    List<String> findings = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int number = i + 1;
      StringBuilder line = new StringBuilder(lines.get(i).strip());
      while (!isComment(line) && endsInBackslash(line) && i + 1 < lines.size()) {
        line.setLength(line.length() - 1);
        line.append(lines.get(++i).strip());
      }
      for (String secret : inProperty(line.toString())) {
        findings.add(found(displayName, number, secret));
      }
    }
    return findings;
  }

  private static String found(String displayName, int line, String secret) {
    return "%s:%d: %s".formatted(displayName, line, secret);
  }

  private static boolean isComment(CharSequence line) {
    return line.length() > 0 && (line.charAt(0) == '#' || line.charAt(0) == '!');
  }

  private static boolean endsInBackslash(CharSequence line) {
    return line.length() > 0 && line.charAt(line.length() - 1) == '\\';
  }

  private static List<String> inProperty(String line) {
    Matcher property = PROPERTY.matcher(line);
    if (isComment(line) || !property.matches()) {
      return List.of();
    }
    return inPair(property.group(1), property.group(2).strip());
  }

  private static List<String> inToml(String displayName, String text) {
    TomlFile toml;
    try {
      toml = TomlFile.of(text);
    } catch (MalformedFileException noToml) {
      return inTextThatIsNoToml(displayName, text);
    }
    List<String> findings = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    for (TomlStatement statement : toml.statements()) {
      for (TomlValue value : statement.values()) {
        placed.add(value.name());
        inValue(nameOf(value, statement.key()), value)
            .forEach(secret -> findings.add(found(displayName, statement.line(), secret)));
      }
    }
    toml.values().stream()
        .filter(value -> !placed.contains(value.name()))
        .flatMap(value -> inValue(value.name(), value).stream())
        .forEach(secret -> findings.add(displayName + ": " + secret));
    return findings;
  }

  /** As it is written: the key on its own line, or the last name within an inline table. */
  private static String nameOf(TomlValue value, String key) {
    return value.name().equals(key) || value.name().endsWith("." + key)
        ? key
        : value.path().get(value.path().size() - 1);
  }

  private static List<String> inValue(String name, TomlValue value) {
    return value.items().stream().flatMap(item -> inPair(name, item).stream()).distinct().toList();
  }

  private static List<String> inTextThatIsNoToml(String displayName, String text) {
    List<String> findings = new ArrayList<>();
    List<String> lines = text.lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher pair = LIKE_A_PAIR.matcher(line);
      if (!line.startsWith("#") && pair.matches()) {
        String name = pair.group(1).replaceAll("[\"'\\s]", "");
        for (String secret : inPair(name, pair.group(2))) {
          findings.add(found(displayName, i + 1, secret));
        }
      } else if (!line.startsWith("#") && carriesSecret(line)) {
        findings.add(found(displayName, i + 1, "a URL carries a secret"));
      }
    }
    return findings;
  }

  private static List<String> inPair(String key, String value) {
    String bare = value.replaceFirst("^(?:\"(?!\"\")|'(?!''))", "").replaceFirst("[\"']$", "");
    if (isSecret(key) && !bare.isEmpty() && !bare.matches(REFERENCE)) {
      return List.of(key + " holds a secret");
    }
    return carriesSecret(value) ? List.of("the URL of " + key + " carries a secret") : List.of();
  }

  /** Whether the last word of a key, or what follows a dot in it, ends like a secret's name. */
  private static boolean isSecret(String key) {
    String small = key.toLowerCase(Locale.ROOT);
    for (String secret : SECRETS) {
      if (small.endsWith(secret)) {
        int before = small.length() - secret.length() - 1;
        while (before >= 0 && IN_A_WORD.indexOf(small.charAt(before)) >= 0) {
          before--;
        }
        return before < 0 || small.charAt(before) == '.' || small.charAt(before) <= ' ';
      }
    }
    return false;
  }

  private static boolean carriesSecret(String text) {
    return URL_SECRET.matcher(text).find()
        || USER_INFO.matcher(text).find()
        || ORACLE_USER_INFO.matcher(text).find();
  }
}
