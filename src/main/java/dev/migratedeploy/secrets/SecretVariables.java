package dev.migratedeploy.secrets;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables of a process that hold secrets. */
public final class SecretVariables {
  /** Sent in headers and logins as they are. */
  private static final Set<String> SENT =
      Set.of(
          "GITLAB_TOKEN",
          "CI_JOB_TOKEN",
          "MIGRATE_DEPLOY_ID_TOKEN",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN",
          "CI_REGISTRY_USER",
          "CI_REGISTRY_PASSWORD",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "ALL_PROXY",
          "http_proxy",
          "https_proxy",
          "all_proxy");

  /** What the Runner puts before the variables that it hands to a driver. */
  private static final String OF_A_SEALED_JOB = "CUSTOM_ENV_";

  private static final Set<String> FILES =
      Set.of("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");

  /** In a URL's authority, or among the parameters of a database's. */
  private static final Pattern LOGIN =
      Pattern.compile(
          "(?:://[^/@\\s:]{0,256}+:([^/@\\s]+)@"
              + "|[?&;][a-z_.-]{0,32}(?:password|secret|token)=([^&;\\s]+)"
              + "|jdbc:oracle:[a-z0-9]{1,8}:[^/@\\s:]{1,128}/([^/@\\s]+)@)",
          Pattern.CASE_INSENSITIVE);

  private static final int MOST_BYTES = 1 << 20;

  private SecretVariables() {}

  /**
   * Refuses values that no header can hold, naming the variables and nothing of what is in them.
   */
  public static void refuseUnusable(Map<String, String> variables) {
    List<String> names =
        new TreeMap<>(variables)
            .entrySet().stream()
                .filter(it -> SENT.contains(it.getKey()) && isUnusable(it.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    if (names.isEmpty()) {
      return;
    }
    throw new RefusedException(
        Problem.of(
            "could not use %s: a line break or another control character is in it"
                .formatted(String.join(", ", names)),
            "set it again without: a line break at its end comes from echo, a text editor or a"
                + " file; printf %s and tr -d '\\n' leave none"));
  }

  private static boolean isUnusable(String value) {
    return !value.isBlank()
        && value.chars().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
  }

  /** What of the values is secret. */
  static List<String> valuesOf(Map<String, String> variables) {
    List<String> values = new ArrayList<>();
    variables.forEach(
        (name, value) -> {
          if (SecretNames.isSecret(name)) {
            values.addAll(SecretDocuments.secretsIn(isFile(name, value) ? file(value) : value));
          } else if (FILES.contains(name)) {
            values.add(file(value));
          } else if (name.endsWith("DOCKER_AUTH_CONFIG")) {
            values.addAll(SecretDocuments.loginsIn(isFile(name, value) ? file(value) : value));
          }
          Matcher login = LOGIN.matcher(value);
          while (login.find()) {
            for (int group = 1; group <= login.groupCount(); group++) {
              String password = login.group(group);
              if (password != null) {
                values.add(password);
                values.add(decoded(password));
              }
            }
          }
        });
    return values;
  }

  /**
   * GitLab gives a variable of its type file as the path of one. A driver reads none that a job
   * names: what is cut out of the log would tell the author of the variable what is in it.
   */
  private static boolean isFile(String name, String value) {
    try {
      return value.startsWith("/")
          && !name.startsWith(OF_A_SEALED_JOB)
          && Files.isRegularFile(Path.of(value.strip()));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Whether a variable is one that holds a secret, by its name or by a login in its value. */
  public static boolean carriesSecret(String name, String value) {
    return SecretNames.isSecret(name) || LOGIN.matcher(value).find();
  }

  /** What of arguments for Flyway is secret, such as {@code -password=…}. */
  public static List<String> valuesIn(List<String> arguments) {
    Map<String, String> named = new TreeMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (parts.length == 2) {
        named.put(parts[0], parts[1]);
      }
    }
    return valuesOf(named);
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return part;
    }
  }

  /** What cannot be read here is nothing that could be printed. */
  private static String file(String name) {
    try {
      Path file = Path.of(name.strip());
      return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
          ? Files.readString(file)
          : "";
    } catch (IOException | InvalidPathException e) {
      return "";
    }
  }
}
