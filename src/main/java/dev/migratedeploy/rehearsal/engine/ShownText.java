package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.EngineRequest;
import dev.migratedeploy.rehearsal.EngineRequest.Address.Server;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import dev.migratedeploy.secrets.KnownSecrets;
import dev.migratedeploy.support.Secret;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.internal.sqlscript.SqlStatement;

/** What is shown of a statement or of an error: short, and without the values of secrets. */
final class ShownText {
  private static final int LONGEST_STATEMENT = 200;
  private static final String PLACEHOLDER = "flyway.placeholders.";

  /** Flyway leaves them before a statement; on one line they would hide it. */
  private static final Pattern LEADING_COMMENTS =
      Pattern.compile("\\A(?:\\s++|--[^\\n]*+|#[^\\n]*+|/\\*(?!!)(?s:.*?)\\*/)++");

  private final KnownSecrets secrets;

  private ShownText(KnownSecrets secrets) {
    this.secrets = secrets;
  }

  /** Secret are the password, and placeholders with a name like a password's. */
  static ShownText of(EngineRequest request) {
    Map<String, String> placeholders = new TreeMap<>();
    request
        .flyway()
        .options()
        .forEach(
            (key, value) -> {
              if (key.startsWith(PLACEHOLDER)) {
                placeholders.put(key.substring(PLACEHOLDER.length()), value);
              }
            });
    KnownSecrets secrets = KnownSecrets.of(placeholders);
    if (request.database() instanceof Server server) {
      server.password().map(Secret::reveal).ifPresent(secrets::add);
    }
    return new ShownText(secrets);
  }

  ScriptStatement statement(SqlStatement statement) {
    return statement(statement.getLineNumber(), statement.getSql());
  }

  ScriptStatement statement(int line, String sql) {
    // A statement may have megabytes, of which a line is shown; a secret must not be cut in two.
    String beginning = sql.substring(0, Math.min(sql.length(), 20 * LONGEST_STATEMENT));
    String text =
        LEADING_COMMENTS
            .matcher(secrets.cut(beginning))
            .replaceFirst("")
            .strip()
            .replaceAll("\\s+", " ");
    return new ScriptStatement(
        line,
        text.length() > LONGEST_STATEMENT ? text.substring(0, LONGEST_STATEMENT) + "…" : text);
  }

  /** An error's message on one line, without what the drivers add. */
  String message(String message) {
    return secrets
        .cut(message)
        .replaceFirst("^\\(conn=\\d+\\) ", "")
        .replaceFirst("^(?:ERROR|FATAL): ", "")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.matches("Position: \\d+"))
        .collect(Collectors.joining("; "));
  }
}
