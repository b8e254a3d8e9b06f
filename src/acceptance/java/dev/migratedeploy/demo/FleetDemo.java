package dev.migratedeploy.demo;

import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.LocalDatabase;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * {@code -Ddemo.fleet}: one deploy over fifty databases in three waves. One has a row that the
 * script cannot take, in another a session holds the table; after both are put right, the same job
 * again does only what is left.
 */
final class FleetDemo {
  private static final String ENVIRONMENT = "tenants";
  private static final int MANY = 5;

  private final LocalCloud cloud;
  private final Project project;
  private final Tenants tenants;
  private final PrintStream out;

  FleetDemo(LocalCloud cloud, PrintStream out) {
    this.cloud = cloud;
    this.project = new Project(cloud);
    this.tenants = new Tenants(cloud, ENVIRONMENT);
    this.out = out;
  }

  /** Ends with the exit code of the second deploy. */
  int run() {
    cloud.addEnvironment(ENVIRONMENT);
    cloud.database().showEverySession();
    ToolProcess.Result first = project.deploy(oneDatabase(), ENVIRONMENT);
    if (first.exitCode() != 0) {
      out.print(first.output());
      return first.exitCode();
    }
    tenants.copyTables();
    chapter("Fifty databases at version 1, and a script for all of them");
    Tenants.Tenant wrong = tenants.named("shop-17");
    Tenants.Tenant busy = tenants.named("globex");
    change(wrong, "UPDATE %s.customers SET region = NULL WHERE id = 42");
    String sha = fifty();
    try (LocalDatabase.Held report =
        cloud.database().holdTable(busy.database(), "customers", "nightly report")) {
      show(sha);
    }
    chapter("The row is put right, the report has ended: the same job again");
    change(wrong, "UPDATE %s.customers SET region = 'EU' WHERE region IS NULL");
    return show(sha);
  }

  private String oneDatabase() {
    return project.commit(
        Map.of(
            "db-migrations/migrate-deploy.yml",
            bytes(Stage.plainSettings(ENVIRONMENT)),
            "db-migrations/scripts/V1__customers.sql",
            bytes(
                """
                CREATE TABLE customers (id bigint PRIMARY KEY, region text);

                INSERT INTO customers SELECT id, 'EU' FROM generate_series(1, 1000) AS id;
                """)));
  }

  private String fifty() {
    return project.commit(
        Map.of(
            "db-migrations/migrate-deploy.yml",
            bytes(Stage.plainSettings(ENVIRONMENT) + tenants.settings()),
            "db-migrations/tenants.yml",
            bytes(tenants.file()),
            "db-migrations/scripts/V2__region_not_null.sql",
            bytes("ALTER TABLE customers\n  ALTER COLUMN region SET NOT NULL;\n")));
  }

  private void change(Tenants.Tenant tenant, String sql) {
    cloud.database().execute(tenant.database(), sql.formatted(tenant.schema()));
  }

  private int show(String sha) {
    int exitCode = project.show(sha, ENVIRONMENT);
    out.println();
    out.println("exit code " + exitCode);
    out.println();
    out.println("What the databases' own histories say:");
    tenants.byVersion().forEach((version, names) -> out.println("  " + line(version, names)));
    return exitCode;
  }

  private static String line(String version, List<String> names) {
    return names.size() > MANY
        ? "version %s: %d databases".formatted(version, names.size())
        : "version %s: %s".formatted(version, String.join(", ", names));
  }

  private void chapter(String title) {
    out.println();
    out.println("──── " + title + " ────");
    out.println();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
