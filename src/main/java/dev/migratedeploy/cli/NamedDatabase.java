package dev.migratedeploy.cli;

import dev.migratedeploy.rehearsal.DatabaseUrl;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The database that the options of {@code rehearse} name.
 *
 * @param url as it is typed
 * @param user who logs in if the URL does not say it
 */
record NamedDatabase(Optional<String> url, Optional<String> user) {
  /** There is no option for it: everybody on the machine could read that. */
  private static final String PASSWORD = "MIGRATE_DEPLOY_DATABASE_PASSWORD";

  /** What it says; without an address and without a problem if none was named. */
  DatabaseUrl read(Map<String, String> variables) {
    return url.filter(text -> !text.isBlank())
        .map(
            text ->
                DatabaseUrl.of(
                    text,
                    user.filter(name -> !name.isBlank()),
                    Optional.ofNullable(variables.get(PASSWORD)).filter(it -> !it.isEmpty())))
        .orElseGet(() -> new DatabaseUrl(Optional.empty(), List.of(), List.of()));
  }
}
