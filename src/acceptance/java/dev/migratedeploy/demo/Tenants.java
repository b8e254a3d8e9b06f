package dev.migratedeploy.demo;

import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.LocalDatabase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The customers of a shop system: forty small ones have a schema each in the environment's own
 * database, ten large ones a database each.
 *
 * @param environment whose database holds the schemas
 */
record Tenants(LocalCloud cloud, String environment) {
  private static final int SCHEMAS = 40;
  private static final List<String> LARGE =
      List.of(
          "acme", "bistro", "cargo", "delta", "ember", "fjord", "globex", "harbor", "initech",
          "jupiter");

  /** Those that go first. */
  private static final List<String> CANARIES = List.of("shop-01", "acme");

  /**
   * One customer's place.
   *
   * @param database that holds the schema
   */
  record Tenant(String name, String database, String schema) {
    private String tier() {
      return CANARIES.contains(name) ? "canary" : schema.equals("public") ? "large" : "small";
    }
  }

  List<Tenant> all() {
    Stream<Tenant> small =
        IntStream.rangeClosed(1, SCHEMAS)
            .mapToObj(number -> String.format(Locale.ROOT, "%02d", number))
            .map(number -> new Tenant("shop-" + number, environment, "shop_" + number));
    return Stream.concat(small, LARGE.stream().map(name -> new Tenant(name, name, "public")))
        .toList();
  }

  Tenant named(String name) {
    return all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  /** The file that {@code targets} names. */
  String file() {
    return all().stream()
        .map(
            one ->
                "- {name: %s, database: %s, schema: %s, tier: %s}%n"
                    .formatted(one.name(), one.database(), one.schema(), one.tier()))
        .collect(Collectors.joining());
  }

  /** The environment's settings beside those of one database. */
  String settings() {
    return """
        locks: {wait: 1s, tries: 2, pause: 1s}
        targets:
          from: db-migrations/tenants.yml
          environment:
            FLYWAY_URL: "jdbc:postgresql://127.0.0.1:%d/${target.database}"
            FLYWAY_DEFAULT_SCHEMA: ${target.schema}
          per-task: 8
          parallel: 3
          at-most: {database: 2}
          waves:
            - {name: canary, match: {tier: canary}}
            - {name: small, match: {tier: small}, failures: 5%%}
            - {name: large}
        """
        .formatted(cloud.database().port())
        .indent(4);
  }

  /** Gives each of them what the environment's database holds, with Flyway's history of it. */
  void copyTables() {
    LARGE.forEach(name -> cloud.copyDatabase(environment, name));
    String schemas =
        all().stream()
            .filter(one -> !one.schema().equals("public"))
            .map(
                one ->
                    """
                    CREATE SCHEMA %1$s;
                    CREATE TABLE %1$s.customers (LIKE public.customers INCLUDING ALL);
                    INSERT INTO %1$s.customers SELECT * FROM public.customers;
                    CREATE TABLE %1$s.flyway_schema_history
                      (LIKE public.flyway_schema_history INCLUDING ALL);
                    INSERT INTO %1$s.flyway_schema_history
                      SELECT * FROM public.flyway_schema_history;
                    """
                        .formatted(one.schema()))
            .collect(Collectors.joining());
    cloud.database().execute(environment, schemas);
  }

  /** How many are at which version, as their own histories say. */
  Map<String, List<String>> byVersion() {
    return all().stream()
        .collect(
            Collectors.groupingBy(
                this::version,
                TreeMap::new,
                Collectors.mapping(Tenant::name, Collectors.toList())));
  }

  private String version(Tenant tenant) {
    LocalDatabase database = cloud.database();
    return database
        .query(
            tenant.database(),
            "SELECT version FROM "
                + tenant.schema()
                + ".flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1")
        .get(0)
        .get(0);
  }
}
