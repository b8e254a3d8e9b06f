package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.registry.Digest;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.TarLayer;
import dev.migratedeploy.release.ReleaseReceiver;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * This project's own pipeline of a tag, with a Maven that builds nothing, a registry and a GitLab
 * on this machine.
 */
@EnabledIf(
    value = "canRun",
    disabledReason =
        "gitlab-ci-local, rsync, curl or buildah is not on the path, or this is not amd64")
class ReleasePipelineIT {
  private static final List<String> FILES =
      List.of(".gitlab-ci.yml", ".ci/run", "LICENSE", "pom.xml");

  private static final String[] JOBS = {
    "release:check", "package", "image:amd64", "image:index", "release"
  };

  private final ReleaseReceiver gitlab = new ReleaseReceiver();
  private final LocalRegistry registry = LocalRegistry.start();
  private final Path work;
  private final Path checkout;
  private final String version;

  ReleasePipelineIT(@TempDir Path work) throws IOException {
    this.work = work;
    this.checkout = Files.createDirectory(work.resolve("checkout"));
    this.version =
        Files.readString(Path.of("pom.xml")).split("\n  <version>", 2)[1].split("<", 2)[0];
  }

  static boolean canRun() {
    return GitLabCiLocal.isInstalled()
        && OnPath.has("curl")
        && OnPath.has("buildah")
        && System.getProperty("os.arch").equals("amd64");
  }

  @BeforeEach
  void prepare() throws IOException {
    for (String file : FILES) {
      copy(Path.of(file));
    }
    try (Stream<Path> scripts = Files.list(Path.of(".ci/release"))) {
      for (Path script : scripts.toList()) {
        copy(script);
      }
    }
    Files.writeString(
        checkout.resolve("CHANGELOG.md"), "# Changelog\n\n## " + version + "\n\n- It is new.\n");
    program(
        "mvn",
        """
        echo "mvn $*"
        mkdir -p target
        echo jar > target/migrate-deploy.jar
        for part in migrate-deploy migrate-deploy-image migrate-deploy-flyway-image; do
          echo "{\\"of\\": \\"$part\\"}" > target/$part.cdx.json
        done
        """);
    program("npm", "exit 0");
    Path jdk = work.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
    executable(Files.writeString(jdk.resolve("bin/jlink"), ""));
    registry.requireLogin((user, password) -> user.equals("ci") && password.equals("secret"));
    image("data/tool", version + "-amd64");
    image("data/tool/flyway", flyway() + "-" + version + "-amd64");
  }

  @AfterEach
  void stop() {
    registry.close();
    gitlab.close();
  }

  @Test
  void aTagIsReleasedWithAllThatBelongsToIt() throws IOException {
    ToolProcess.Result result = tag("v" + version).run(JOBS);

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output())
        .contains(
            "mvn --batch-mode --no-transfer-progress -Pimage package -Dimage.to="
                + registry.authority()
                + "/data/tool:"
                + version
                + "-amd64 -Dflyway.image.to=");
    String folder = "migrate-deploy/" + version + "/";
    assertThat(gitlab.packages())
        .containsOnlyKeys(
            folder + "migrate-deploy.jar",
            folder + "migrate-deploy.jar.sha256",
            folder + "migrate-deploy.cdx.json",
            folder + "migrate-deploy-image-amd64.cdx.json",
            folder + "migrate-deploy-flyway-image-amd64.cdx.json");
    assertThat(gitlab.packages().get(folder + "migrate-deploy.jar.sha256"))
        .isEqualTo(
            Digest.of("jar\n".getBytes(StandardCharsets.UTF_8)).value().replace("sha256:", "")
                + "  migrate-deploy.jar\n");
    assertThat(gitlab.links()).hasSize(5);
    String digest = registry.manifest("data/tool", version).orElseThrow().digest().value();
    assertThat(gitlab.release().get("description"))
        .startsWith("- It is new.\n\n### Images\n\n- `" + registry.authority() + "/data/tool:")
        .contains(version + "@" + digest + "` (amd64)\n");
    assertThat(registry.manifest("data/tool/flyway", flyway() + "-" + version)).isPresent();
    assertThat(result.output()).doesNotContain("secret", ReleaseReceiver.TOKEN);
  }

  @Test
  void aJobThatIsStartedAgainChangesNothing() {
    tag("v" + version).run(JOBS);
    ToolProcess.Result again = tag("v" + version).run("image:index", "release");

    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(again.output()).contains("is there:  the release v" + version);
  }

  @Test
  void anImageOfAVersionThatIsReleasedStaysAsItIs() {
    tag("v" + version).run(JOBS);
    ToolProcess.Result again = tag("v" + version).run("image:amd64");

    assertThat(again.exitCode()).isNotZero();
    assertThat(again.output()).contains("v" + version + " is released", "Raise the version");
  }

  @Test
  void aTagThatIsNotThePomsVersionEndsThePipelineFirst() {
    ToolProcess.Result result = tag("v9.9.9").run(JOBS);

    assertThat(result.exitCode()).isNotZero();
    assertThat(result.output())
        .contains("error: the tag is 'v9.9.9', and pom.xml has the version " + version)
        .doesNotContain("mvn --batch-mode");
    assertThat(gitlab.packages()).isEmpty();
  }

  @Test
  void aChangelogWithoutTheSectionEndsItToo() throws IOException {
    Files.writeString(checkout.resolve("CHANGELOG.md"), "## Unreleased\n\n- It is new.\n");

    assertThat(tag("v" + version).run("release:check").output())
        .contains("error: CHANGELOG.md has no section '## " + version + "'");
  }

  @Test
  void aRunnerWithoutAJdk25IsToldBeforeTheBuild() {
    ToolProcess.Result result =
        tag("v" + version).inherited(Map.of("JAVA25_HOME", work.toString())).run("image:amd64");

    assertThat(result.exitCode()).isNotZero();
    assertThat(result.output())
        .contains("error: no JDK 25 on this runner (" + work, "maven:3.9-eclipse-temurin-25")
        .doesNotContain("mvn --batch-mode");
  }

  @Test
  void aRunnerOfAnotherArchitectureIsTold() {
    ToolProcess.Result result =
        tag("v" + version).predefined(Map.of("ARM64_RUNNER", "arm")).run("image:arm64");

    assertThat(result.output()).contains("error: this runner is amd64, and the job is for arm64");
  }

  @Test
  void oneNameHasTheImagesOfAllArchitectures() throws IOException {
    image("data/tool", version + "-arm64");
    image("data/tool/flyway", flyway() + "-" + version + "-arm64");
    String released =
        tag("v" + version).predefined(Map.of("ARM64_RUNNER", "arm")).run("image:index").output();

    assertThat(registry.manifest("data/tool", version))
        .as(released)
        .get()
        .satisfies(
            index ->
                assertThat(index.json().split("\"application/vnd.oci.image.manifest", -1))
                    .hasSize(3));
  }

  @Test
  void aBranchReleasesNothing() {
    assertThat(pipeline().run("--list").output())
        .contains("verify:java-17", "package")
        .doesNotContain("release", "image:");
  }

  private GitLabCiLocal tag(String name) {
    return pipeline().predefined(Map.of("CI_COMMIT_TAG", name)).without("CI_COMMIT_BRANCH");
  }

  private GitLabCiLocal pipeline() {
    commit();
    return new GitLabCiLocal(checkout)
        .predefined(
            Map.of(
                "CI_API_V4_URL",
                gitlab.api(),
                "CI_PROJECT_ID",
                "7",
                "CI_REGISTRY",
                registry.authority(),
                "CI_REGISTRY_IMAGE",
                registry.authority() + "/data/tool",
                "CI_REGISTRY_USER",
                "ci"))
        .inherited(
            Map.of(
                "CI_JOB_TOKEN",
                ReleaseReceiver.TOKEN,
                "CI_REGISTRY_PASSWORD",
                "secret",
                "JAVA25_HOME",
                work.resolve("jdk").toString(),
                "HOME",
                work.toString(),
                "NO_COLOR",
                "1"))
        .withTool(work);
  }

  private void commit() {
    try {
      try (Git git = Git.init().setDirectory(checkout.toFile()).setInitialBranch("main").call()) {
        if (git.remoteList().call().isEmpty()) {
          git.remoteAdd()
              .setName("origin")
              .setUri(new URIish("http://127.0.0.1/data/tool.git"))
              .call();
        }
        git.add().addFilepattern(".").call();
        git.commit().setMessage("All").setAuthor("a", "a@b").setCommitter("a", "a@b").call();
      }
    } catch (GitAPIException | URISyntaxException e) {
      throw new IllegalStateException("cannot make a repository of " + checkout, e);
    }
  }

  private void image(String repository, String tag) throws IOException {
    registry.put(
        repository,
        tag,
        new LayeredImage(
            List.of(new TarLayer().file("of", tag, 0644).gzip()), Map.of("Cmd", List.of("sh"))));
  }

  private static String flyway() throws IOException {
    return Files.readString(Path.of("pom.xml")).split("<flyway.version>", 2)[1].split("<", 2)[0];
  }

  private void copy(Path file) throws IOException {
    Path copy = checkout.resolve(file);
    Files.createDirectories(copy.getParent());
    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private void program(String name, String script) throws IOException {
    executable(Files.writeString(work.resolve(name), "#!/bin/sh\n" + script + "\n"));
  }

  private static void executable(Path program) {
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }
}
