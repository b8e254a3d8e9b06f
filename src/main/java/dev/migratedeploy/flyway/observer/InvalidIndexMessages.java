package dev.migratedeploy.flyway.observer;

import dev.migratedeploy.flyway.observer.ObserverEvent.InvalidIndexLeft;
import java.util.Arrays;
import java.util.stream.Collectors;

/** An index that a failed {@code CONCURRENTLY} has left half built, and how to get rid of it. */
public final class InvalidIndexMessages {
  private InvalidIndexMessages() {}

  /** What is there. */
  public static String sentence(InvalidIndexLeft left) {
    return "the index "
        + LockMessages.table(left.index())
        + left.table().map(table -> " on " + LockMessages.table(table)).orElse("")
        + " is invalid: a failed CONCURRENTLY has left it half built";
  }

  /** The statement that drops it. */
  public static String drop(InvalidIndexLeft left) {
    return "DROP INDEX CONCURRENTLY " + identifier(LockMessages.table(left.index()));
  }

  /** PostgreSQL reads a name without quotation marks in lower case. */
  private static String identifier(String name) {
    return name.contains("\"")
        ? name
        : Arrays.stream(name.split("\\.", -1))
            .map(part -> part.matches("[a-z_][a-z0-9_$]*") ? part : "\"" + part + "\"")
            .collect(Collectors.joining("."));
  }
}
