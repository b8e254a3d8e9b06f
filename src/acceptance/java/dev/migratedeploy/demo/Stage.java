package dev.migratedeploy.demo;

import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.LocalDatabase;
import dev.migratedeploy.localcloud.aws.AwsFaults;
import dev.migratedeploy.localcloud.aws.LocalAws;
import dev.migratedeploy.support.QuickTicker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An environment of its own in the local cloud, prepared for something to go wrong in it. */
public final class Stage {
  private final LocalCloud cloud;
  private final String environment;
  private final Project project;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private String command = "deploy";
  private String moreSettings = "";
  private List<String> named = List.of();
  private List<String> passedOn = List.of();
  private LocalDatabase.Held held = () -> {};
  private Path directory = Path.of("");
  private String commit = "";

  /** The environment is made; its name must be new. */
  public Stage(LocalCloud cloud, String environment) {
    this.cloud = cloud;
    this.environment = environment;
    this.project = new Project(cloud);
    cloud.addEnvironment(environment);
    script("V1__tea.sql", "CREATE TABLE tea (name text);\n");
  }

  public Stage script(String name, String sql) {
    files.put("db-migrations/scripts/" + name, sql.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Lines for the environment's settings. */
  Stage settings(String lines) {
    moreSettings = lines.indent(4);
    return this;
  }

  /** Another command than deploy. */
  public Stage command(String other) {
    command = other;
    return this;
  }

  /** The task that the command is about. */
  Stage naming(String task) {
    named = List.of(task);
    return this;
  }

  /** Arguments for Flyway. */
  Stage passingOn(String... arguments) {
    passedOn = List.of(arguments);
    return this;
  }

  /** Something that is let go after the run. */
  Stage holding(LocalDatabase.Held lock) {
    held = lock;
    return this;
  }

  /** Lets go of what was held, and orders no more faults. */
  void end() {
    held.close();
    faults().clear();
    aws().logs().loseLines(line -> false);
  }

  LocalAws aws() {
    return cloud.aws();
  }

  LocalDatabase database() {
    return cloud.database();
  }

  AwsFaults faults() {
    return cloud.aws().faults();
  }

  public String environment() {
    return environment;
  }

  /** The ARNs of the environment's tasks. */
  public List<String> tasks() {
    return aws().ecs().taskArns().stream()
        .filter(arn -> arn.contains(":task/" + environment + "/"))
        .toList();
  }

  /** Tells GitLab that the last run was a successful deployment. */
  public void succeeded() {
    project.record(commit, environment, 0);
  }

  /** What a task wrote, without the end line. */
  public List<String> logOf(String arn) {
    String stream = "migrate/flyway/" + arn.substring(arn.lastIndexOf('/') + 1);
    List<String> lines = aws().logs().messages(LocalCloud.LOG_GROUP, stream);
    return lines.subList(0, lines.size() - 1);
  }

  /** A report file of the last run. */
  public String reported(String file) {
    try {
      return Files.readString(directory.resolve("migrate-deploy-report").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the command line, with waits of a tenth of their time. */
  public ToolProcess.Result run() {
    files.put(
        "db-migrations/migrate-deploy.yml",
        (plainSettings(environment) + moreSettings).getBytes(StandardCharsets.UTF_8));
    commit = project.commitOnly(files);
    Project.Job job = project.prepare(commit, environment);
    directory = job.directory();
    Map<String, String> variables = command.equals("deploy") ? job.variables() : job.verifying();
    return new ToolCall(new QuickTicker()).run(job.directory(), variables, arguments());
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of(command, "--env", environment));
    arguments.addAll(named);
    if (!passedOn.isEmpty()) {
      arguments.add("--");
      arguments.addAll(passedOn);
    }
    return arguments;
  }

  /** Settings with one environment of the local cloud, whose section may be gone on with. */
  public static String plainSettings(String environment) {
    return """
        image:
          base: ${FLYWAY_BASE_IMAGE}
          repository: ${FLYWAY_REPOSITORY}
        environments:
          %1$s:
            cluster: %1$s
            task-definition: flyway-%1$s
            subnets: [subnet-0a1b2c3d]
            security-groups: [sg-0c2d4e6f]
        """
        .formatted(environment);
  }
}
