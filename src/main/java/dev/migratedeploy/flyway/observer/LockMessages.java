package dev.migratedeploy.flyway.observer;

import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Locks and those who hold them, in the same words wherever they are shown. */
public final class LockMessages {
  private static final int MOST_SESSIONS = 3;

  /** PostgreSQL's number for the holder of a lock that is no session any more. */
  private static final long PREPARED_TRANSACTION = 0;

  private static final String DEFAULT_SCHEMA = "public.";
  private static final String IDLE_IN_TRANSACTION = "idle in transaction";

  private LockMessages() {}

  /** Such as {@code ACCESS EXCLUSIVE on orders}. */
  public static String lock(Optional<String> mode, Optional<String> table) {
    return mode.orElse("a lock") + table.map(name -> " on " + table(name)).orElse("");
  }

  /** A table without the schema that everybody has. */
  public static String table(String name) {
    return name.startsWith(DEFAULT_SCHEMA) ? name.substring(DEFAULT_SCHEMA.length()) : name;
  }

  /** Such as {@code held by pid 4711 (report_user, active for 3.0 s)}. */
  public static String holders(List<DatabaseSession> sessions) {
    if (sessions.isEmpty()) {
      return "who holds it is not known";
    }
    String first =
        sessions.stream()
            .limit(MOST_SESSIONS)
            .map(LockMessages::session)
            .collect(Collectors.joining(" and "));
    int more = sessions.size() - MOST_SESSIONS;
    return "held by " + first + (more > 0 ? " and " + more + " more" : "");
  }

  /** Such as {@code pid 4711 (report_user, "nightly report", idle in transaction for 12 min)}. */
  public static String session(DatabaseSession session) {
    if (session.pid() == PREPARED_TRANSACTION) {
      return "a prepared transaction";
    }
    StringJoiner parts = new StringJoiner(", ");
    session.user().ifPresent(parts::add);
    session
        .application()
        .filter(name -> !name.isBlank())
        .map(LockMessages::quoted)
        .ifPresent(parts::add);
    session.state().map(state -> state(state, session)).ifPresent(parts::add);
    transaction(session).ifPresent(parts::add);
    return "pid " + session.pid() + (parts.length() == 0 ? "" : " (" + parts + ")");
  }

  /** A name that holds quotation marks of its own must not look as if it ended there. */
  private static String quoted(String name) {
    return "\"" + name.replace('"', '\'') + "\"";
  }

  private static String state(String state, DatabaseSession session) {
    return state + session.inState().map(time -> " for " + HumanReadable.words(time)).orElse("");
  }

  /** Nothing if the state says it already. */
  private static Optional<String> transaction(DatabaseSession session) {
    boolean said =
        session
                .state()
                .filter(it -> it.toLowerCase(Locale.ROOT).startsWith(IDLE_IN_TRANSACTION))
                .isPresent()
            && session.inState().isPresent();
    Duration inState = session.inState().orElse(Duration.ZERO);
    return session
        .transaction()
        .filter(age -> age.compareTo(inState.plus(said ? inState : Duration.ofSeconds(1))) > 0)
        .map(age -> "transaction open for " + HumanReadable.words(age));
  }
}
