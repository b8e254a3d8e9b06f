package dev.migratedeploy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.Project;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.TarLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * {@code mvn -q -Pbench verify}: a whole deploy of one changed script by {@code java -jar}, against
 * the local cloud and a task that ends at once, so that what is measured is this tool alone.
 */
public final class DeployBenchmark {
  private static final int WARM_UPS = 1;
  private static final int RUNS = 5;
  private static final String ENVIRONMENT = "bench";

  private DeployBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<MeasuredProcess.Figures> measured = new ArrayList<>();
    try (LocalCloud cloud = LocalCloud.start()) {
      cloud.addEnvironment(ENVIRONMENT);
      cloud.registry().put("instant", "1", instantFlyway());
      Project project = new Project(cloud);
      for (int run = 1; run <= WARM_UPS + RUNS; run++) {
        Project.Job job = project.prepare(project.commit(files(cloud, run)), ENVIRONMENT);
        MeasuredProcess.Figures figures =
            MeasuredProcess.run(
                job.directory(),
                job.variables(),
                List.of("-jar", System.getProperty("tool.jar"), "--env", ENVIRONMENT));
        if (figures.exitCode() != 0) {
          throw new IllegalStateException("a deploy failed:\n" + figures.output());
        }
        if (run > WARM_UPS) {
          measured.add(figures);
        }
      }
    }
    print(measured);
  }

  private static void print(List<MeasuredProcess.Figures> measured) throws IOException {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("java", System.getProperty("java.version"));
    json.put("processors", Runtime.getRuntime().availableProcessors());
    System.out.printf("%-28s %8s %8s %8s%n", "deploy of one script", "least", "median", "most");
    row(json.putArray("wallMs"), "wall time, ms", measured, MeasuredProcess.Figures::wallMs);
    row(json.putArray("peakMb"), "peak memory, MB", measured, MeasuredProcess.Figures::peakMb);
    Path file = Path.of(System.getProperty("bench.directory"), "deploy.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, json + "\n");
    System.out.println("figures of each run: " + file);
  }

  private static void row(
      ArrayNode json,
      String name,
      List<MeasuredProcess.Figures> measured,
      ToLongFunction<MeasuredProcess.Figures> figure) {
    measured.forEach(figures -> json.add(figure.applyAsLong(figures)));
    long[] sorted = measured.stream().mapToLong(figure).sorted().toArray();
    System.out.printf(
        "%-28s %8d %8d %8d%n",
        name, sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
  }

  private static Map<String, byte[]> files(LocalCloud cloud, int run) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    String settings =
        """
        image:
          base: %s/instant:1
          repository: ${FLYWAY_REPOSITORY}
        environments:
          %s:
            cluster: %2$s
            task-definition: flyway-%2$s
            subnets: [subnet-0a1b2c3d]
        """
            .formatted(cloud.registry().authority(), ENVIRONMENT);
    files.put("db-migrations/migrate-deploy.yml", settings.getBytes(StandardCharsets.UTF_8));
    files.put(
        "db-migrations/scripts/V" + run + "__step.sql",
        ("SELECT " + run + ";\n").getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static LayeredImage instantFlyway() {
    return new LayeredImage(
        List.of(
            new TarLayer()
                .directory("flyway", 0755)
                .file("flyway/flyway", "#!/bin/sh\necho 'Successfully applied 1 migration'\n", 0755)
                .gzip()),
        Map.of("Env", List.of("PATH=/flyway:/usr/bin:/bin"), "Entrypoint", List.of("flyway")));
  }
}
