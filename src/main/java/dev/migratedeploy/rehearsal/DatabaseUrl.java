package dev.migratedeploy.rehearsal;

import dev.migratedeploy.rehearsal.EngineRequest.Address;
import dev.migratedeploy.support.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the rehearsal's database is, as {@code --database} has it: a URL of JDBC, or one as the
 * databases' own programs take it, with the login in it.
 *
 * @param address empty if something is wrong with it
 * @param problems what is wrong, a sentence each; never with a password in it
 * @param secrets what nobody is to read
 */
public record DatabaseUrl(Optional<Address> address, List<String> problems, List<String> secrets) {
  /** The PostgreSQL that the tool was built with. */
  public static final String EMBEDDED = "embedded";

  private static final String FORM =
      "postgresql://USER:PASSWORD@HOST:PORT/DATABASE, mysql://… or mariadb://…, with or without"
          + " jdbc: before it";

  private static final Pattern URL = Pattern.compile("(?s)(?:jdbc:)?([A-Za-z0-9+.-]+):(?://)?(.*)");
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[\\p{L}\\p{N}._-]+)(?::(\\d{1,5}))?");
  private static final Pattern PLACE = Pattern.compile(HOST.pattern() + "/[^@/]*");
  private static final int LAST_PORT = 65_535;

  /** The driver is MariaDB's, which speaks with MySQL too. */
  private static final Map<String, String> JDBC =
      Map.of(
          "postgresql", "jdbc:postgresql",
          "postgres", "jdbc:postgresql",
          "mysql", "jdbc:mariadb",
          "mariadb", "jdbc:mariadb");

  public DatabaseUrl {
    problems = List.copyOf(problems);
    secrets = List.copyOf(secrets);
  }

  /**
   * Reads one.
   *
   * @param user who logs in if the URL does not say it
   */
  public static DatabaseUrl of(String written, Optional<String> user, Optional<String> password) {
    String text = written.strip();
    if (text.equalsIgnoreCase(EMBEDDED)) {
      return new DatabaseUrl(Optional.of(new Address.Embedded()), List.of(), List.of());
    }
    Matcher url = URL.matcher(text);
    if (text.startsWith("$") || !url.matches()) {
      return wrong(
          text.startsWith("$")
              ? "it is the name of a variable that is not set in this job"
              : "it is no URL");
    }
    String scheme = url.group(1).toLowerCase(Locale.ROOT);
    if (!JDBC.containsKey(scheme)) {
      return wrong(
          "scripts are rehearsed on PostgreSQL, MySQL and MariaDB, and it names " + scheme);
    }
    return parts(scheme, url.group(2), user, password);
  }

  private static DatabaseUrl parts(
      String scheme, String rest, Optional<String> user, Optional<String> password) {
    int query = query(rest);
    String before = query < 0 ? rest : rest.substring(0, query);
    Map<String, String> parameters = parameters(query < 0 ? "" : rest.substring(query + 1));
    int at = before.lastIndexOf('@');
    String login = at < 0 ? "" : before.substring(0, at);
    String place = before.substring(at + 1);
    int slash = place.indexOf('/');
    String host = slash < 0 ? place : place.substring(0, slash);
    String database = slash < 0 ? "" : place.substring(slash + 1);
    int colon = login.indexOf(':');
    Optional<String> itsUser =
        given(decoded(colon < 0 ? login : login.substring(0, colon)))
            .or(() -> given(decoded(parameters.getOrDefault("user", ""))))
            .or(() -> user);
    String written =
        colon < 0 ? parameters.getOrDefault("password", "") : login.substring(colon + 1);
    Optional<String> itsPassword = given(decoded(written)).or(() -> password);
    List<String> secrets = new ArrayList<>(given(written).stream().toList());
    itsPassword.ifPresent(secrets::add);
    // Such as PostgreSQL's sslpassword and MariaDB's keyStorePassword.
    parameters.forEach(
        (key, value) -> {
          if (key.toLowerCase(Locale.ROOT).endsWith("password") && !value.isEmpty()) {
            secrets.addAll(List.of(value, decoded(value)));
          }
        });
    List<String> problems = problems(scheme, host, database);
    if (!problems.isEmpty()) {
      return new DatabaseUrl(Optional.empty(), problems, secrets);
    }
    parameters.keySet().removeAll(List.of("user", "password"));
    if (scheme.equals("mysql")) {
      parameters.putIfAbsent("allowPublicKeyRetrieval", "true"); // MySQL 8's login without TLS
    }
    String jdbc =
        JDBC.get(scheme)
            + "://"
            + host
            + "/"
            + database
            + parameters.entrySet().stream()
                .map(it -> it.getKey() + (it.getValue().isEmpty() ? "" : "=" + it.getValue()))
                .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
    return new DatabaseUrl(
        Optional.of(new Address.Server(jdbc, itsUser, itsPassword.map(Secret::of))),
        List.of(),
        secrets);
  }

  /** Where the parameters begin: a password may hold a question mark, and a user an at sign. */
  private static int query(String rest) {
    int first = rest.indexOf('?');
    return first >= 0 && PLACE.matcher(rest.substring(0, first)).matches()
        ? first
        : rest.indexOf('?', rest.lastIndexOf('@') + 1);
  }

  private static List<String> problems(String scheme, String host, String database) {
    List<String> problems = new ArrayList<>();
    Matcher parts = HOST.matcher(host);
    if (host.isEmpty()) {
      problems.add(problem("it names no host"));
    } else if (!parts.matches()) {
      problems.add(problem("what should be its host and port is none"));
    } else if (parts.group(2) != null
        && (Integer.parseInt(parts.group(2)) > LAST_PORT || parts.group(2).matches("0+"))) {
      problems.add(problem("there is no port " + parts.group(2)));
    }
    if (database.isEmpty() && !scheme.startsWith("postgres")) {
      problems.add(problem("it names no database"));
    }
    if (database.contains("/")) {
      problems.add(problem("the name of its database holds a slash"));
    }
    return problems;
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : query.split("&", 0)) {
      int equals = parameter.indexOf('=');
      if (!parameter.isBlank()) {
        parameters.put(
            equals < 0 ? parameter : parameter.substring(0, equals),
            equals < 0 ? "" : parameter.substring(equals + 1));
      }
    }
    return parameters;
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(it -> !it.isEmpty());
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noEscape) {
      return part;
    }
  }

  private static DatabaseUrl wrong(String why) {
    return new DatabaseUrl(Optional.empty(), List.of(problem(why)), List.of());
  }

  private static String problem(String why) {
    return "--database: " + why + "; write it as " + FORM;
  }
}
