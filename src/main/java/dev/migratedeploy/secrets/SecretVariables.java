package dev.migratedeploy.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.problem.Problem;
import dev.migratedeploy.problem.RefusedException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
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

  /** By the words that everybody uses; also with what the Runner puts before a job's own. */
  private static final Pattern NAME =
      Pattern.compile(
          ".*(TOKEN|PASSWORD|PASSWD|PASSPHRASE|SECRET|PRIVATE_?KEY|ACCESS_?KEY(_ID)?|API_?KEY"
              + "|CREDENTIALS?|JWT(_V[12])?)",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> FILES =
      Set.of("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");

  /** In a URL's authority, or among the parameters of a database's. */
  private static final Pattern LOGIN =
      Pattern.compile(
          "(?:://[^/@\\s:]{0,256}+:([^/@\\s]+)@|[?&;]password=([^&;\\s]+))",
          Pattern.CASE_INSENSITIVE);

  private static final int MOST_BYTES = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

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
          if (NAME.matcher(name).matches()) {
            values.add(value);
          } else if (FILES.contains(name)) {
            values.add(file(value));
          } else if (name.endsWith("DOCKER_AUTH_CONFIG")) {
            values.addAll(logins(value.startsWith("/") ? file(value) : value));
          }
          Matcher login = LOGIN.matcher(value);
          while (login.find()) {
            String password = login.group(1) == null ? login.group(2) : login.group(1);
            values.add(password);
            values.add(decoded(password));
          }
        });
    return values;
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

  /** Of a Docker configuration: each login as it stands there, and the password in it. */
  private static List<String> logins(String configuration) {
    List<String> logins = new ArrayList<>();
    try {
      for (JsonNode entry : JSON.readTree(configuration).path("auths")) {
        String auth = entry.path("auth").asText();
        logins.add(auth);
        logins.add(password(auth));
        for (String key : List.of("password", "identitytoken", "registrytoken")) {
          logins.add(entry.path(key).asText());
        }
      }
    } catch (JsonProcessingException e) {
      logins.add(configuration); // perhaps a bare token
    }
    return logins;
  }

  private static String password(String auth) {
    try {
      String login = new String(Base64.getMimeDecoder().decode(auth), StandardCharsets.UTF_8);
      return login.substring(login.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
