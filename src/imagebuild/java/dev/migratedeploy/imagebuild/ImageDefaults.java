package dev.migratedeploy.imagebuild;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import java.util.List;
import java.util.Map;

/**
 * What a container of an image starts with if nothing else is said.
 *
 * @param environment beside {@code LC_ALL}, which every image has
 * @param directory where it starts
 */
record ImageDefaults(
    Map<String, String> environment,
    AbsoluteUnixPath directory,
    List<String> entrypoint,
    List<String> arguments) {
  static final String PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

  ImageDefaults {
    environment = Map.copyOf(environment);
    entrypoint = List.copyOf(entrypoint);
    arguments = List.copyOf(arguments);
  }

  /** Those of the tool's image: GitLab's runner starts a shell of its own choice. */
  static ImageDefaults ofTool() {
    return new ImageDefaults(
        Map.of("PATH", PATH), AbsoluteUnixPath.get("/"), List.of(), List.of("sh"));
  }

  /** Those of Flyway's own image, {@code flyway/flyway}. */
  static ImageDefaults ofFlyway() {
    return new ImageDefaults(
        Map.of(
            "PATH",
            FlywayHome.FOLDER + ":" + FlywayHome.RUNTIME + "/bin:" + PATH,
            "JAVA_HOME",
            FlywayHome.RUNTIME),
        AbsoluteUnixPath.get(FlywayHome.FOLDER),
        List.of("flyway"),
        List.of("-?"));
  }
}
