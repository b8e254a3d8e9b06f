package dev.migratedeploy.bench;

import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.Project;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.TarLayer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The local cloud with an environment whose tasks run a program of the benchmark's own. */
final class BenchCloud implements AutoCloseable {
  static final String ENVIRONMENT = "bench";

  private final LocalCloud cloud = LocalCloud.start();
  private final Project project = new Project(cloud);
  private int scripts;

  BenchCloud() {
    cloud.addEnvironment(ENVIRONMENT);
  }

  LocalCloud cloud() {
    return cloud;
  }

  /**
   * A job of which one script has just changed.
   *
   * @param program what runs in the task in the place of Flyway, for {@code sh}
   */
  Project.Job job(String program) {
    scripts++;
    String base = "program:" + scripts;
    cloud.registry().put("program", Integer.toString(scripts), image(program));
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("db-migrations/migrate-deploy.yml", bytes(settings(base)));
    files.put(
        "db-migrations/scripts/V" + scripts + "__step.sql", bytes("SELECT " + scripts + ";\n"));
    return project.prepare(project.commit(files), ENVIRONMENT);
  }

  @Override
  public void close() {
    cloud.close();
  }

  private String settings(String base) {
    return """
        image:
          base: %s/%s
          repository: ${FLYWAY_REPOSITORY}
        environments:
          %s:
            cluster: %3$s
            task-definition: flyway-%3$s
            subnets: [subnet-0a1b2c3d]
        """
        .formatted(cloud.registry().authority(), base, ENVIRONMENT);
  }

  private static LayeredImage image(String program) {
    return new LayeredImage(
        List.of(
            new TarLayer()
                .directory("flyway", 0755)
                .file("flyway/flyway", "#!/bin/sh\n" + program + "\n", 0755)
                .gzip()),
        Map.of("Env", List.of("PATH=/flyway:/usr/bin:/bin"), "Entrypoint", List.of("flyway")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
