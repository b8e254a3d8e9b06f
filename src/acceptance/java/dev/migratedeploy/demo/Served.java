package dev.migratedeploy.demo;

import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.LocalDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A local cloud that stays: the variables that point the command line, {@code aws}, {@code skopeo}
 * and {@code psql} at it.
 *
 * @param directory a checkout of the project to run the command line in
 */
record Served(Path directory, Map<String, String> variables, String registry) {
  static Served of(LocalCloud cloud, Project project, String environment) {
    Project.Job job = project.prepareOnMain(environment);
    Map<String, String> variables = new TreeMap<>(job.variables());
    // Each start by hand is a job of its own: with a job's number it would be a retry.
    variables.remove("CI_JOB_ID");
    variables.remove("HOME");
    variables.put("MIGRATE_DEPLOY_ENV", environment);
    variables.put("PGHOST", "127.0.0.1");
    variables.put("PGPORT", Integer.toString(cloud.database().port()));
    variables.put("PGUSER", LocalDatabase.USER);
    variables.put("PGPASSWORD", cloud.database().password());
    variables.put("PGDATABASE", environment);
    Path logins = job.directory().resolveSibling("registry-logins.json");
    write(logins, variables.getOrDefault("DOCKER_AUTH_CONFIG", ""));
    variables.put("REGISTRY_AUTH_FILE", logins.toString());
    return new Served(job.directory(), variables, cloud.registry().authority());
  }

  void print(PrintStream out) {
    Path file = directory.resolveSibling("local-cloud.env");
    StringBuilder exports = new StringBuilder();
    variables.forEach(
        (name, value) ->
            exports.append("export %s='%s'%n".formatted(name, value.replace("'", "'\\''"))));
    write(file, exports.toString());
    out.println();
    out.println("──── The local cloud stays up; end it with Ctrl-C ────");
    out.println();
    out.print(exports);
    out.println();
    out.println("These lines are also in a file. In another terminal:");
    out.println("  . " + file);
    out.println("  cd " + directory);
    out.println("  java -jar …/target/migrate-deploy.jar --force");
    out.println("  aws --endpoint-url \"$AWS_ENDPOINT_URL\" ecs list-task-definitions");
    out.println("  skopeo list-tags --tls-verify=false docker://" + registry + "/flyway");
    out.println("  psql -c 'SELECT * FROM flyway_schema_history'");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
