package dev.migratedeploy.imagebuild;

import dev.migratedeploy.demo.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Tries the finished image out, before it is pushed anywhere. A cache that Java refuses ends it:
 * that is what {@code -XX:AOTMode=on} is for.
 */
final class Trial {
  private static final String OPTIONS = "JDK_JAVA_OPTIONS";

  /** A user whom nothing in the image knows. */
  private static final int ANYBODY = 12345;

  private static final String NO_START_WITHOUT_CACHE = "-XX:AOTMode=on";

  private final UnpackedImage image;

  private Trial(UnpackedImage image) {
    this.image = image;
  }

  /**
   * Unpacks an image and runs what is in it.
   *
   * @param project this one, whose example scripts are deployed
   */
  static void of(Path tar, Path work, Path project) throws IOException {
    Trial trial =
        new Trial(UnpackedImage.of(tar, work, "/usr/local/bin", Home.FOLDER + "/runtime"));
    trial.says("migrate-deploy --version", "migrate-deploy ");
    trial.says("migrate-deploy --help", "Examples:");
    trial.says("squawk --version", "squawk ");
    trial.says("echo a b | awk '{print $2}' | sed s/b/c/ && test -s /etc/os-release", "c");
    trial.readsAnyName();
    trial.deploys(project);
    trial.rehearses(project);
  }

  private void says(String script, String words) {
    expect(words, script, image.shell(Map.of(), script));
    if (UnpackedImage.hasOthers()) {
      expect(words, script, image.shellOf(ANYBODY, Map.of(), script));
    }
  }

  /** Names of scripts may have any letter: what {@code LC_ALL} names must be there, too. */
  private void readsAnyName() {
    String java = image.name(Home.FOLDER + "/runtime/bin/java");
    says(
        "unset %s; %s -XshowSettings:properties -version 2>&1".formatted(OPTIONS, java),
        "sun.jnu.encoding = UTF-8");
  }

  /** The main job, from a checkout within the image. */
  private void deploys(Path project) throws IOException {
    try (TrainingCloud rehearsal = new TrainingCloud(project)) {
      Project.Job job = rehearsal.job(2);
      String checkout = image.put(job.directory(), "/builds/project");
      String script = "cd " + checkout + " && migrate-deploy --env " + TrainingCloud.ENVIRONMENT;
      expect("Result   APPLIED", script, image.shell(job.variables(), script));
    }
  }

  /** As far as to a database that is not there: Flyway and the driver have been found then. */
  private void rehearses(Path project) throws IOException {
    try (TrainingCloud cloud = new TrainingCloud(project)) {
      Project.Job job = cloud.job(3);
      Files.writeString(
          job.directory().resolve("db-migrations/scripts/V2000__new.sql"), "SELECT 1;\n");
      String checkout = image.put(job.directory(), "/builds/rehearsed");
      String script =
          "cd %s && migrate-deploy rehearse --env %s --timeout 5s"
              .formatted(checkout, TrainingCloud.ENVIRONMENT);
      for (String product : List.of("postgresql", "mariadb")) {
        String whole = script + " --database " + product + "://127.0.0.1:1/app || test $? = 3";
        expect("could not reach", whole, image.shell(job.verifying(), whole));
      }
    }
  }

  private static void expect(String words, String script, Command command) {
    String said = command.with(OPTIONS, NO_START_WITHOUT_CACHE).output();
    if (!said.contains(words)) {
      throw new BuildException(
          "in the image, \"%s\" does not say \"%s\":%n%s".formatted(script, words, said));
    }
  }
}
