package dev.migratedeploy.acceptance;

import dev.migratedeploy.localcloud.LocalDatabase;
import dev.migratedeploy.localcloud.LocalDatabase.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Customers with a schema each in one database, and a script that does in each what the test wants.
 */
record TenantSchemas(LocalDatabase database, String environment) {
  private static final String CLUSTER = ":task/%s/";

  /** Fails for those that are named in a table, and waits in the schema {@code slow}. */
  static final String SCRIPT =
      """
      CREATE TABLE orders (id int);
      DO $$ BEGIN
        IF EXISTS (SELECT FROM public.broken WHERE name = current_schema()) THEN
          RAISE EXCEPTION 'customer % has a bad row', current_schema();
        END IF;
        IF current_schema() = 'slow' THEN
          PERFORM pg_advisory_xact_lock(1);
        END IF;
      END $$;
      """;

  static final Map<String, String> SCRIPTS = Map.of("V1__orders.sql", SCRIPT);

  static TenantSchemas in(LocalDatabase database, String environment) {
    database.execute(environment, "CREATE TABLE public.broken (name text)");
    return new TenantSchemas(database, environment);
  }

  /** Lines for the environment's settings. */
  static String settings(String list, String more) {
    return targets(list, more).indent(4);
  }

  /** The same where they begin at the left. */
  static String targets(String list, String more) {
    return """
        targets:
          from: %s
          environment: {FLYWAY_DEFAULT_SCHEMA: "${target.name}"}
        %s"""
        .formatted(list, more.indent(2));
  }

  void breaks(String name) {
    database.execute(environment, "INSERT INTO public.broken VALUES ('" + name + "')");
  }

  void repaired() {
    database.execute(environment, "DELETE FROM public.broken");
  }

  /** Lets the schema {@code slow} wait. */
  Held slowed() {
    return database.hold(environment);
  }

  /** Those that have the scripts, in the order in which they got them. */
  List<String> done(String... names) {
    List<String> unions = new ArrayList<>();
    for (String name : names) {
      if (hasHistory(name)) {
        unions.add(
            "SELECT '%1$s', installed_on FROM \"%1$s\".flyway_schema_history".formatted(name)
                + " WHERE success AND version IS NOT NULL");
      }
    }
    return unions.isEmpty()
        ? List.of()
        : database.query(environment, String.join(" UNION ALL ", unions) + " ORDER BY 2").stream()
            .map(row -> row.get(0))
            .toList();
  }

  /** Whether Flyway was there at all. */
  boolean hasHistory(String name) {
    return !database
        .query(environment, "SELECT to_regclass('\"" + name + "\".flyway_schema_history')")
        .get(0)
        .contains("null");
  }

  /** Whether a task is the environment's. */
  boolean isOurs(String arn) {
    return arn.contains(CLUSTER.formatted(environment));
  }
}
