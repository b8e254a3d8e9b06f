package dev.migratedeploy.imagebuild;

import dev.migratedeploy.demo.Project;
import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.TarLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The local cloud with an environment whose task ends at once, and jobs that deploy to it of this
 * project's own example scripts.
 */
final class TrainingCloud implements AutoCloseable {
  static final String ENVIRONMENT = "demo";

  private static final String SCRIPTS = "db-migrations/scripts";
  private static final String SETTINGS =
      """
      image:
        base: %s/program:1
        repository: ${FLYWAY_REPOSITORY}
      environments:
        %2$s:
          cluster: %2$s
          task-definition: flyway-%2$s
          subnets: [subnet-0a1b2c3d]
      """;

  private final LocalCloud cloud = LocalCloud.start();
  private final Project project = new Project(cloud);
  private final Path directory;

  /**
   * Starts it.
   *
   * @param directory this project, with its example scripts
   */
  TrainingCloud(Path directory) {
    this.directory = directory;
    cloud.addEnvironment(ENVIRONMENT);
    cloud
        .registry()
        .put(
            "program",
            "1",
            new LayeredImage(
                List.of(
                    new TarLayer()
                        .directory("flyway", 0755)
                        .file(
                            "flyway/flyway",
                            "#!/bin/sh\necho 'Successfully applied 1 migration'\n",
                            0755)
                        .gzip()),
                Map.of("Env", List.of("PATH=/flyway:/usr/bin:/bin"))));
  }

  /**
   * A job with a script that no job before it has.
   *
   * @param number of the job, which is in a script of its own
   */
  Project.Job job(int number) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(
        "db-migrations/migrate-deploy.yml",
        bytes(SETTINGS.formatted(cloud.registry().authority(), ENVIRONMENT)));
    try (Stream<Path> scripts = Files.list(directory.resolve(SCRIPTS))) {
      for (Path script : scripts.toList()) {
        files.put(SCRIPTS + "/" + script.getFileName(), Files.readAllBytes(script));
      }
    }
    files.put(SCRIPTS + "/V100" + number + "__rehearsed.sql", bytes("SELECT " + number + ";\n"));
    return project.prepare(project.commit(files), ENVIRONMENT);
  }

  /** Lets GitLab know the last job as a deployment that has succeeded. */
  void succeeded() {
    String sha = cloud.gitlab().repository().head(LocalRepository.DEFAULT_BRANCH);
    cloud.gitlab().deployments().record(ENVIRONMENT, sha, "migrate-deploy", "success");
  }

  /**
   * The same job on the longest way: GitLab and AWS behind TLS, nothing but its own token for
   * GitLab, and for AWS a role that the SDK's chain of credentials takes on with an ID token.
   */
  Project.Job theLongWay(Project.Job job, TlsDoor gitLab, TlsDoor aws) throws IOException {
    Map<String, String> variables = new TreeMap<>(job.variables());
    variables.replaceAll(
        (name, value) -> value.replace(cloud.gitlab().uri().toString(), gitLab.uri().toString()));
    variables.put("AWS_ENDPOINT_URL", aws.uri().toString());
    variables
        .keySet()
        .removeAll(List.of("GITLAB_TOKEN", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"));
    Path token = Files.writeString(job.directory().resolveSibling("id-token"), "made.by.gitlab");
    variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString());
    variables.put("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/migrate-demo");
    return new Project.Job(job.directory(), variables);
  }

  LocalCloud cloud() {
    return cloud;
  }

  @Override
  public void close() {
    cloud.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
