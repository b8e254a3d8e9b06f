package dev.migratedeploy.acceptance;

import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.transport.URIish;

/**
 * A team's project that includes the template, in the local cloud's GitLab, with names of its own
 * for staging and production.
 */
final class SampleProject {
  private static final Path TEMPLATE = Path.of("ci-templates/migrate-deploy.yml");

  final String staging;
  final String production;
  private final LocalCloud cloud;
  private final Path work;
  private final Map<String, String> files = new TreeMap<>();

  /** One with nothing in it. */
  static SampleProject empty(LocalCloud cloud, String name, Path work) {
    SampleProject empty = new SampleProject(cloud, name, work);
    empty.files.clear();
    return empty;
  }

  SampleProject(LocalCloud cloud, String name, Path work) {
    this.cloud = cloud;
    this.staging = name + "-staging";
    this.production = name + "-production";
    this.work = work;
    files.put(TEMPLATE.toString(), read(TEMPLATE));
    Path sample = resource();
    try (Stream<Path> found = Files.walk(sample)) {
      found
          .filter(Files::isRegularFile)
          .forEach(file -> put(sample.relativize(file).toString(), read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a file, or writes another text into it. */
  SampleProject put(String path, String text) {
    files.put(
        path, text.replaceAll("\\bstaging\\b", staging).replaceAll("\\bproduction\\b", production));
    return this;
  }

  /** What is in a file so far. */
  String text(String path) {
    return files.getOrDefault(path, "");
  }

  String commit(String branch) {
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return cloud.gitlab().repository().commit(branch, bytes);
  }

  /** A pipeline of the default branch. */
  GitLabCiLocal pipeline(String sha) {
    return on(sha, cloud.gitlab().jobEnvironment(sha, staging, "any"));
  }

  /** A pipeline of a merge request; such a one has no CI_COMMIT_BRANCH. */
  GitLabCiLocal mergeRequestPipeline(String branch) {
    Map<String, String> variables =
        cloud
            .gitlab()
            .mergeRequestEnvironment(
                cloud.gitlab().mergeRequests().open(branch, LocalRepository.DEFAULT_BRANCH), "any");
    return on(variables.getOrDefault("CI_COMMIT_SHA", ""), variables).without("CI_COMMIT_BRANCH");
  }

  private GitLabCiLocal on(String sha, Map<String, String> variables) {
    Map<String, String> predefined = new TreeMap<>(variables);
    // What belongs to one job of the pipeline is for gitlab-ci-local to say.
    predefined.keySet().removeIf(name -> name.matches("CI_JOB_(?!TOKEN).*|CI_ENVIRONMENT_.*"));
    String secret = predefined.remove("CI_JOB_TOKEN");
    return new GitLabCiLocal(checkout(sha))
        .predefined(predefined)
        .inherited(Map.of("CI_JOB_TOKEN", String.valueOf(secret)))
        .inherited(cloud.jobVariables())
        .inherited(Map.of("MIGRATE_DEPLOY_ID_TOKEN", "made.by.gitlab"))
        .inherited(Map.of("HOME", work.toString(), "NO_COLOR", "1"))
        .withTool(work);
  }

  /** A repository of the commit's files, since gitlab-ci-local asks git which they are. */
  private Path checkout(String sha) {
    try {
      Path directory = Files.createTempDirectory(work, "checkout");
      cloud.gitlab().repository().export(sha, directory);
      try (Git git = Git.init().setDirectory(directory.toFile()).setInitialBranch("main").call()) {
        URIish origin = new URIish(cloud.gitlab().uri() + "/shop/orders.git");
        git.remoteAdd().setName("origin").setUri(origin).call();
        git.add().addFilepattern(".").call();
        git.commit().setMessage("All").setAuthor("a", "a@b").setCommitter("a", "a@b").call();
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GitAPIException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text of the template. */
  static String template() {
    return read(TEMPLATE);
  }

  private static Path resource() {
    try {
      return Path.of(SampleProject.class.getResource("sample-project").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
