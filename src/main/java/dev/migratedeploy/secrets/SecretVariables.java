package dev.migratedeploy.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.support.JsonText;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  private static final ObjectMapper JSON = JsonText.MAPPER;

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
          if (isSecret(name)) {
            values.addAll(within(isFile(name, value) ? file(value) : value));
          } else if (FILES.contains(name)) {
            values.add(file(value));
          } else if (name.endsWith("DOCKER_AUTH_CONFIG")) {
            values.addAll(logins(isFile(name, value) ? file(value) : value));
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

  private static boolean isSecret(String name) {
    String[] words = name.toUpperCase(Locale.ROOT).split("_", -1);
    return NAME.matcher(name).matches()
        || (Stream.of(words).anyMatch(word -> WORD.matcher(word).matches())
            && !name.startsWith("SECRET_DETECTION")
            && !ABOUT.matcher(words[words.length - 1]).matches());
  }

  /** Of an object in JSON its secrets, else the whole. */
  private static List<String> within(String text) {
    if (!text.stripLeading().startsWith("{")) {
      return List.of(text);
    }
    try {
      Map<Boolean, List<String>> parts = parts(JSON.readTree(text));
      List<String> others = parts.getOrDefault(false, List.of());
      return parts.getOrDefault(true, others);
    } catch (JsonProcessingException e) {
      return List.of(text);
    }
  }

  /** All texts of a document, by whether their keys say that they are secret. */
  private static Map<Boolean, List<String>> parts(JsonNode document) {
    List<Map.Entry<Boolean, String>> parts = new ArrayList<>();
    Deque<JsonNode> open = new ArrayDeque<>(List.of(document));
    while (!open.isEmpty()) {
      JsonNode node = open.pop();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (field.getValue().isValueNode()) {
          parts.add(Map.entry(isSecret(field.getKey()), field.getValue().asText()));
        } else {
          open.push(field.getValue());
        }
      }
      if (node.isArray()) {
        node.forEach(open::push);
      } else if (node.isValueNode()) {
        parts.add(Map.entry(false, node.asText()));
      }
    }
    return parts.stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  /**
   * GitLab gives a variable of its type file as the path of one. A driver reads none that a job
   * names: what is cut out of the log would tell whoever set the variable what is in it.
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

  /** Of a Docker configuration: each login as it is, and the password in it. */
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
