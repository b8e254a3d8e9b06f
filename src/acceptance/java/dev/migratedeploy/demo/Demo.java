package dev.migratedeploy.demo;

import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.NoServerException;
import dev.migratedeploy.localcloud.SchemaHistory;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code mvn -q -Pdemo}: the main job on the local cloud. {@code -Dscripts=DIR} takes the scripts
 * of a folder, {@code -Denv=NAME} another environment of the settings; {@code -Ddemo.story} goes on
 * with what happens next, {@code -Ddemo.serve} leaves the local cloud running; {@code
 * -Ddemo.causes} shows instead what each root cause looks like, or with {@code =NAME} those of that
 * name; {@code -Ddemo.locks} a script that waits for a lock that somebody holds; {@code
 * -Ddemo.fleet} one deploy over fifty databases; {@code -Ddemo.review} a merge request whose
 * scripts are rehearsed; {@code -Ddemo.history} sixty deployments and what history tells of them.
 * It ends with the exit code of the first deploy.
 */
public final class Demo {
  static final List<String> ENVIRONMENTS = List.of("staging", "production");

  private static final int REFUSED = 2;

  private final LocalCloud cloud;
  private final Project project;
  private final String environment;
  private final PrintStream out;

  private Demo(LocalCloud cloud, String environment, PrintStream out) {
    this.cloud = cloud;
    this.project = new Project(cloud);
    this.environment = environment;
    this.out = out;
  }

  public static void main(String[] arguments) throws InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Optional<String> mistake = mistake();
    if (mistake.isPresent()) {
      out.println(mistake.get());
      System.exit(REFUSED);
    }
    int exitCode;
    try (LocalCloud cloud = LocalCloud.start()) {
      // Ctrl-C stops the containers too, before their folders go.
      Runtime.getRuntime().addShutdownHook(new Thread(cloud::close, "end of the cloud"));
      ENVIRONMENTS.forEach(cloud::addEnvironment);
      if (asked("demo.causes")) {
        walk(cloud, RootCauses.named(System.getProperty("demo.causes", "")), out);
        return;
      }
      Demo demo = new Demo(cloud, System.getProperty("env", ENVIRONMENTS.get(0)), out);
      exitCode =
          asked("demo.locks")
              ? new LockDemo(cloud, out).run()
              : asked("demo.fleet")
                  ? new FleetDemo(cloud, out).run()
                  : asked("demo.review")
                      ? new ReviewDemo(cloud, out).run()
                      : asked("demo.history")
                          ? new HistoryDemo(cloud, HistoryDemo.deployments(), out).run()
                          : demo.run();
      if (asked("demo.serve")) {
        Served.of(cloud, demo.change(), demo.environment).print(out);
        Thread.currentThread().join();
      }
    } catch (NoServerException e) {
      out.println(e.getMessage());
      exitCode = REFUSED;
    }
    System.exit(exitCode);
  }

  /** What is wrong with the properties, in a sentence that names them. */
  static Optional<String> mistake() {
    Path folder = scripts().toAbsolutePath();
    if (!Files.isDirectory(folder)) {
      return Optional.of("There is no folder " + folder + ": correct -Dscripts=DIR");
    }
    if (!ProjectFiles.hasScripts(folder)) {
      return Optional.of(
          "There is no script in "
              + folder
              + ", which -Dscripts names: a script is called V1__first.sql or the like");
    }
    if (asked("demo.causes") && RootCauses.named(System.getProperty("demo.causes", "")).isEmpty()) {
      return Optional.of(
          "There is no such root cause; -Ddemo.causes=NAME takes a part of one of these names:\n  "
              + RootCauses.all().stream()
                  .map(RootCause::title)
                  .collect(Collectors.joining("\n  ")));
    }
    return Optional.empty();
  }

  private static void walk(LocalCloud cloud, List<RootCause> causes, PrintStream out) {
    int number = 0;
    for (RootCause cause : causes) {
      number++;
      out.println("──── " + cause.title() + " ────");
      out.println();
      ToolProcess.Result result = cause.happen(new Stage(cloud, "cause" + number));
      out.print(result.output());
      out.println();
      out.println("exit code " + result.exitCode());
      out.println();
    }
  }

  private int run() {
    Map<String, byte[]> files = files();
    String sha = project.commit(files);
    int exitCode = deploy(sha);
    if (asked("demo.story") && exitCode == 0) {
      Story story = Story.after(files.keySet());
      chapter("The same commit again: nothing changed, nothing is done");
      deploy(sha);
      chapter("One script is added: only that one is applied");
      deploy(project.commit(story.goodScript()));
      chapter("A script that fails: red, and the database is as before");
      deploy(project.commit(story.brokenScript()));
      chapter("Tables made by hand, and a baseline one script too high: Flyway calls it a success");
      baselined(sha, story, files);
    }
    return exitCode;
  }

  /** The script that the served cloud's merge request brings. */
  private Map<String, byte[]> change() {
    return Story.after(files().keySet()).goodScript();
  }

  private int deploy(String sha) {
    int exitCode = project.show(sha, environment);
    if (ENVIRONMENTS.contains(environment)) {
      out.println();
      SchemaHistory.of(cloud.database(), environment).forEach(out::println);
    }
    return exitCode;
  }

  /** The other environment, where somebody ran all scripts but the last one without Flyway. */
  private void baselined(String sha, Story story, Map<String, byte[]> files) {
    String other = ENVIRONMENTS.get(1 - Math.max(0, ENVIRONMENTS.indexOf(environment)));
    Story.versioned(files).stream()
        .limit(Story.versioned(files).size() - 1)
        .forEach(sql -> cloud.database().execute(other, sql));
    project.show(
        sha, other, "--", "-baselineOnMigrate=true", "-baselineVersion=" + story.highest());
    out.println();
    SchemaHistory.of(cloud.database(), other).forEach(out::println);
  }

  private void chapter(String title) {
    out.println();
    out.println("──── " + title + " ────");
    out.println();
  }

  private static Map<String, byte[]> files() {
    return ProjectFiles.of(root().resolve("db-migrations/migrate-deploy.yml"), scripts());
  }

  private static Path scripts() {
    return Optional.ofNullable(System.getProperty("scripts"))
        .map(Path::of)
        .orElse(root().resolve("db-migrations/scripts"));
  }

  private static Path root() {
    return Path.of(System.getProperty("project.directory", ""));
  }

  private static boolean asked(String name) {
    return !System.getProperty(name, "false").equals("false");
  }
}
