package dev.migratedeploy.bench;

import dev.migratedeploy.demo.Project;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The same job as a shell script has it that does it well: buildah builds and pushes, {@code aws}
 * registers the revision, runs the task, waits for it and prints its log. Detection is not in it.
 */
final class CommandLineTools implements AutoCloseable {
  static final String NAME = "buildah + aws";

  /** What it needs, and the package of Debian's that brings it. */
  private static final Map<String, String> PACKAGES =
      new TreeMap<>(Map.of("buildah", "buildah", "aws", "awscli", "jq", "jq"));

  /** Whether the machine has built on this base before. */
  enum Start {
    COLD("new machine and repository"),
    CHANGED("one changed script");

    final String words;

    Start(String words) {
      this.words = words;
    }
  }

  private final BenchCloud cloud;
  private final Path work;
  private final Path script;
  private final String aws;
  private int machines;
  private int tags;

  /** All that it needs has to be there. */
  CommandLineTools(BenchCloud cloud) throws IOException {
    this.cloud = cloud;
    this.aws = find("aws");
    this.work = Files.createTempDirectory("buildah-bench");
    this.script = work.resolve("deploy.sh");
    try (InputStream resource = CommandLineTools.class.getResourceAsStream("buildah-and-aws.sh")) {
      Files.copy(Objects.requireNonNull(resource), script);
    }
  }

  /** Debian's packages of the programs that are not on the path. */
  static List<String> missing() {
    return PACKAGES.entrySet().stream()
        .filter(program -> find(program.getKey()).isEmpty())
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Deploys what is committed now, with one more script. */
  MeasuredProcess.Figures run(Start start, String base, boolean waiter)
      throws IOException, InterruptedException {
    String repository =
        start == Start.COLD ? cloud.newRepository() : cloud.repository("warm-buildah");
    Project.Job job = cloud.changed(base, repository);
    if (start == Start.COLD) {
      machines++;
    } else if (!Files.exists(machine())) {
      machines++;
      execute(job, base, repository, false);
    }
    cloud.traffic().forget();
    return execute(job, base, repository, waiter);
  }

  private MeasuredProcess.Figures execute(
      Project.Job job, String base, String repository, boolean waiter)
      throws IOException, InterruptedException {
    tags++;
    Path logins = work.resolve("logins.json");
    Files.writeString(logins, job.variables().getOrDefault("DOCKER_AUTH_CONFIG", ""));
    Map<String, String> variables = new HashMap<>(job.variables());
    variables.putAll(
        Map.of(
            "REGISTRY_AUTH_FILE",
            logins.toString(),
            "STORAGE",
            machine().toString(),
            "BASE",
            base,
            "IMAGE",
            repository + ":" + tags,
            "CLUSTER",
            BenchCloud.ENVIRONMENT,
            "FAMILY",
            "flyway-" + BenchCloud.ENVIRONMENT,
            "WAITER",
            Boolean.toString(waiter),
            "AWS",
            aws,
            "AWS_PAGER",
            ""));
    return MeasuredProcess.run(List.of("sh", "-e", script.toString()), job.directory(), variables)
        .succeeded();
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Where buildah keeps what it has seen. */
  private Path machine() {
    return work.resolve("machine" + machines);
  }

  /** Debian's own come before what a version manager puts in front of them. */
  private static String find(String program) {
    return Stream.concat(
            Stream.of("/usr/bin"),
            Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse("");
  }
}
