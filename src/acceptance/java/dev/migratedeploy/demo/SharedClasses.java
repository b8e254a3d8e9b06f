package dev.migratedeploy.demo;

import dev.migratedeploy.localcloud.LocalCloud;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes archives of the classes that a deploy loads, of the tool and of Flyway (class data
 * sharing): more than a thousand processes of the slow half start with them. Flyway's own process
 * makes its archive when it ends. The tool's is made from a list, since only such a one may hold
 * classes as old as picocli's (JDK-8261090).
 *
 * <p>Without an archive the tests are only slower, so a failure is told and fails nothing.
 */
final class SharedClasses {
  private static final String ENVIRONMENT = "classes";

  private SharedClasses() {}

  /** The tool's jar and the file for its archive; Flyway's launcher knows its own file. */
  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]).toAbsolutePath();
    Path archive = Path.of(arguments[1]).toAbsolutePath();
    Path list = archive.resolveSibling("tool.list");
    Files.createDirectories(archive.resolveSibling("."));
    Files.deleteIfExists(archive);
    ToolProcess.Result deploy = deploy(jar, "-XX:DumpLoadedClassList=" + list);
    ToolProcess.Result dump =
        java(
            jar,
            List.of(
                "-Xshare:dump",
                "-Xlog:disable",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + archive));
    if (deploy.exitCode() != 0 || dump.exitCode() != 0) {
      System.out.println("no archive of classes: " + deploy.output() + dump.output());
    }
  }

  private static ToolProcess.Result deploy(Path jar, String option) {
    try (LocalCloud cloud = LocalCloud.start()) {
      cloud.addEnvironment(ENVIRONMENT);
      Project project = new Project(cloud);
      String sha =
          project.commitOnly(
              Map.of(
                  "db-migrations/migrate-deploy.yml",
                  bytes(Stage.plainSettings(ENVIRONMENT)),
                  "db-migrations/scripts/V1__tea.sql",
                  bytes("CREATE TABLE tea (name text NOT NULL);"),
                  "db-migrations/scripts/R__teas.sql",
                  bytes("CREATE OR REPLACE VIEW teas AS SELECT name FROM tea;")));
      Project.Job job = project.prepare(sha, ENVIRONMENT);
      return ToolProcess.run(
          tool(jar).command(List.of(option)),
          job.directory(),
          job.variables(),
          List.of("--env", ENVIRONMENT));
    }
  }

  private static ToolProcess.Result java(Path jar, List<String> options) {
    return ToolProcess.run(
        tool(jar).command(options), Path.of("").toAbsolutePath(), Map.of(), List.of());
  }

  private static BuiltJar tool(Path jar) {
    return new BuiltJar(jar, Optional.empty());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
