package dev.migratedeploy.demo;

import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.observer.ObservedClasses;
import dev.migratedeploy.rehearsal.EngineClasses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Makes archives of the classes (class data sharing) that a deploy loads, of the tool and of
 * Flyway, and those of Flyway with the observer and of the rehearsals' engine: two thousand
 * processes of the slow half start with them. Flyway's own process makes its archive when it ends;
 * the others are {@link ClassArchive}s.
 *
 * <p>Without an archive the tests are only slower, so a failure is told and fails nothing.
 */
final class SharedClasses {
  private static final String ENVIRONMENT = "classes";

  private SharedClasses() {}

  /** The properties say where the jar is and where the archives are to be. */
  public static void main(String[] none) throws IOException {
    Files.createDirectories(ClassArchive.folder().orElseThrow());
    List<Callable<Optional<String>>> all =
        List.of(SharedClasses::make, ObservedClasses::make, EngineClasses::make);
    all.parallelStream().flatMap(one -> failure(one).stream()).forEach(System.out::println);
  }

  private static Optional<String> failure(Callable<Optional<String>> making) {
    try {
      return making.call().map(printed -> "no archive of classes: " + printed);
    } catch (Exception | AssertionError e) {
      return Optional.of("no archive of classes: " + e);
    }
  }

  private static Optional<String> make() throws IOException {
    ClassArchive archive = ClassArchive.named("tool").orElseThrow();
    BuiltJar tool = BuiltJar.ofThisBuild().orElseThrow();
    archive.delete();
    ToolProcess.Result deploy = deploy(tool.command(List.of(archive.listing())));
    if (deploy.exitCode() != 0) {
      return Optional.of(deploy.output());
    }
    ToolProcess.Result made = archive.make(tool.command(List.of()));
    return made.exitCode() == 0 ? Optional.empty() : Optional.of(made.output());
  }

  private static ToolProcess.Result deploy(List<String> tool) {
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
      return ToolProcess.run(tool, job.directory(), job.variables(), List.of("--env", ENVIRONMENT));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
