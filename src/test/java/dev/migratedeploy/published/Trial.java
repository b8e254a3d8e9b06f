package dev.migratedeploy.published;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.localcloud.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Unpacks the finished image and runs what is in it, as root with the unpacked folder for its
 * {@code /}. A cache that the JVM refuses ends it: that is what {@code -XX:AOTMode=on} is for.
 */
final class Trial {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANYBODY = "--userspec=12345:12345";
  private static final String CHECKOUT = "/builds/project";

  private final Path root;
  private final boolean asRoot = System.getProperty("user.name").equals("root");

  private Trial(Path root) {
    this.root = root;
  }

  static void of(Path tar, Path work, Path project) throws IOException {
    Trial trial = new Trial(unpack(tar, work));
    trial.devices();
    trial.says("migrate-deploy --version", "migrate-deploy ");
    trial.says("migrate-deploy --help", "Examples:");
    trial.says("squawk --version", "squawk ");
    trial.says("echo a b | awk '{print $2}' | sed s/b/c/ && test -s /etc/os-release", "c");
    trial.deploys(project);
  }

  private void says(String script, String words) {
    List<String> itself = List.of();
    for (List<String> who : asRoot ? List.of(itself, List.of(ANYBODY)) : List.of(itself)) {
      String said = shell(who, script, Map.of()).output();
      if (!said.contains(words)) {
        throw new BuildException(
            "in the image, " + script + " does not say " + words + ": " + said);
      }
    }
  }

  /** The main job, from a checkout within the image. */
  private void deploys(Path project) throws IOException {
    try (Rehearsal rehearsal = new Rehearsal(project)) {
      Project.Job job = rehearsal.job(2);
      Path checkout = root.resolve(CHECKOUT.substring(1));
      Files.createDirectories(checkout.getParent());
      Command.of("cp", "-r", job.directory().toString(), checkout.toString()).output();
      String directory = asRoot ? CHECKOUT : checkout.toString();
      String said =
          shell(
                  List.of(),
                  "cd " + directory + " && exec migrate-deploy --env " + Rehearsal.ENVIRONMENT,
                  job.variables())
              .output();
      if (!said.contains("APPLIED")) {
        throw new BuildException("in the image, a deploy does not end well:\n" + said);
      }
    }
  }

  private Command shell(List<String> who, String script, Map<String, String> variables) {
    String bin =
        asRoot ? "/usr/local/bin:/usr/bin:/bin" : root.resolve("usr/local/bin") + ":/usr/bin:/bin";
    Command inside =
        asRoot
            ? Command.of("chroot").and(who).and(List.of(root.toString(), "/bin/sh", "-c", script))
            : Command.of("/bin/sh", "-c", script);
    return inside
        .with(variables)
        .with("PATH", bin)
        .with("LANG", "C.UTF-8")
        // Programs find their libraries by /proc, which is not mounted here.
        .with("LD_LIBRARY_PATH", asRoot ? Home.FOLDER + "/runtime/lib" : "")
        .with("JDK_JAVA_OPTIONS", "-XX:AOTMode=on")
        .with("HOME", "/nonexistent");
  }

  /** What every container has; without root the machine's own are there. */
  private void devices() {
    if (asRoot) {
      for (String device : List.of("null c 1 3", "random c 1 8", "urandom c 1 9")) {
        Command.of("mknod", "-m", "666")
            .and(List.of((root.resolve("dev") + "/" + device).split(" ")))
            .output();
      }
    }
  }

  private static Path unpack(Path tar, Path work) throws IOException {
    Command.of("rm", "-rf", work.toString()).output();
    Path files = Files.createDirectories(work.resolve("files"));
    Path root = Files.createDirectories(work.resolve("root"));
    Command.of("tar", "-xf", tar.toString(), "-C", files.toString()).output();
    JsonNode index = read(files.resolve("index.json"));
    JsonNode manifest = read(blob(files, index.at("/manifests/0/digest")));
    for (JsonNode layer : manifest.path("layers")) {
      Command.of("tar", "-xpzf", blob(files, layer.path("digest")).toString())
          .and(List.of("-C", root.toString()))
          .output();
    }
    return root;
  }

  private static JsonNode read(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  private static Path blob(Path files, JsonNode digest) {
    return files.resolve("blobs").resolve(digest.asText().replace(':', '/'));
  }
}
