package dev.migratedeploy.bench;

import dev.migratedeploy.demo.Project;
import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.http.Traffic;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.TarLayer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The local cloud with an environment whose tasks run a program of the benchmark's own. */
final class BenchCloud implements AutoCloseable {
  static final String ENVIRONMENT = "bench";

  /** A task that ends at once. */
  static final String INSTANT = "echo 'Successfully applied 1 migration'";

  private static final int MEGABYTE = 1_000_000;

  private final LocalCloud cloud = LocalCloud.start();
  private final Project project = new Project(cloud);
  private int scripts;
  private int repositories;

  BenchCloud() {
    cloud.addEnvironment(ENVIRONMENT);
  }

  LocalCloud cloud() {
    return cloud;
  }

  Traffic traffic() {
    return cloud.traffic();
  }

  /** Lets every request to any server wait from now on. */
  void latency(int milliseconds) {
    cloud.traffic().delay((host, what) -> sleep(milliseconds));
  }

  /** Puts a base image into the registry and returns its name; its layers cannot be compressed. */
  String base(String name, String program, int megabytes, int layers) {
    Random random = new Random(name.hashCode());
    List<LayeredImage.Layer> all = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      byte[] bytes = new byte[megabytes * MEGABYTE / layers];
      random.nextBytes(bytes);
      all.add(new TarLayer().file("opt/" + layer, bytes, 0644).gzip());
    }
    all.add(
        new TarLayer()
            .directory("flyway", 0755)
            .file("flyway/flyway", "#!/bin/sh\n" + program + "\n", 0755)
            .gzip());
    LayeredImage image =
        new LayeredImage(
            all,
            Map.of("Env", List.of("PATH=/flyway:/usr/bin:/bin"), "Entrypoint", List.of("flyway")));
    cloud.registry().put("base", name, image);
    return cloud.registry().authority() + "/base:" + name;
  }

  /** One that has nothing. */
  String newRepository() {
    repositories++;
    return repository("cold" + repositories);
  }

  String repository(String name) {
    return cloud.registry().authority() + "/" + name;
  }

  /**
   * A job of which one script has just changed; whatever was committed before is deployed.
   *
   * @param program what runs in the task in the place of Flyway, for {@code sh}
   */
  Project.Job job(String program) {
    return changed(base("program" + scripts, program, 0, 0), repository("flyway"));
  }

  /** The same on a base, with a repository for the image. */
  Project.Job changed(String base, String repository) {
    if (scripts > 0) {
      record(cloud.gitlab().repository().head("main"));
    }
    scripts++;
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("db-migrations/migrate-deploy.yml", bytes(settings(base, repository)));
    files.put(
        "db-migrations/scripts/V" + scripts + "__step.sql", bytes("SELECT " + scripts + ";\n"));
    return project.prepare(project.commit(files), ENVIRONMENT);
  }

  /** A job on the same commit as the last one, which is deployed. */
  Project.Job again() {
    String head = cloud.gitlab().repository().head("main");
    record(head);
    return project.prepare(head, ENVIRONMENT);
  }

  @Override
  public void close() {
    cloud.close();
  }

  private void record(String sha) {
    cloud.gitlab().deployments().record(ENVIRONMENT, sha, "migrate-deploy", "success");
  }

  private static String settings(String base, String repository) {
    return """
        image:
          base: %s
          repository: %s
        environments:
          %s:
            cluster: %3$s
            task-definition: flyway-%3$s
            subnets: [subnet-0a1b2c3d]
        """
        .formatted(base, repository, ENVIRONMENT);
  }

  private static void sleep(int milliseconds) {
    try {
      TimeUnit.MILLISECONDS.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
