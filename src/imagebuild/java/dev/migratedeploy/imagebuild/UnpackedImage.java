package dev.migratedeploy.imagebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is in an OCI archive, unpacked. As root its programs have this folder for their {@code /};
 * for anybody else they run where they lie.
 */
final class UnpackedImage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final boolean AS_ROOT = System.getProperty("user.name").equals("root");

  private final Path root;
  private final String programs;
  private final String libraries;

  private UnpackedImage(Path root, String programs, String libraries) {
    this.root = root;
    this.programs = programs;
    this.libraries = libraries;
  }

  /**
   * Unpacks an image.
   *
   * @param programs the folder of its own programs
   * @param runtime the folder of its Java
   */
  static UnpackedImage of(Path tar, Path work, String programs, String runtime) throws IOException {
    Command.of("rm", "-rf", work.toString()).output();
    Path files = Files.createDirectories(work.resolve("files"));
    Path root = Files.createDirectories(work.resolve("root"));
    Command.of("tar", "-xf", tar.toString(), "-C", files.toString()).output();
    JsonNode index = JSON.readTree(files.resolve("index.json").toFile());
    JsonNode manifest = JSON.readTree(blob(files, index.at("/manifests/0")).toFile());
    for (JsonNode layer : manifest.path("layers")) {
      Command.of("tar", "-xpzf", blob(files, layer).toString(), "-C", root.toString()).output();
    }
    UnpackedImage image = new UnpackedImage(root, programs, runtime + "/lib");
    image.addDevices();
    return image;
  }

  /** A shell's script, with these variables and those of the image. */
  Command shell(Map<String, String> variables, String script) {
    Command shell =
        AS_ROOT ? Command.of("chroot", root.toString(), "/bin/sh") : Command.of("/bin/sh");
    return shell
        .and(List.of("-c", script))
        .with(variables)
        .with("PATH", name(programs) + ":/usr/bin:/bin")
        .with("LC_ALL", "C.UTF-8")
        // Programs find their libraries by /proc, which is not mounted here.
        .with("LD_LIBRARY_PATH", name(libraries));
  }

  /** Whether {@link #shellOf} can be somebody else than the user of this build. */
  static boolean hasOthers() {
    return AS_ROOT;
  }

  /** The same as another user, whom the image need not know. */
  Command shellOf(int user, Map<String, String> variables, String script) {
    Command shell = shell(variables, script);
    return Command.of("chroot", "--userspec=%1$d:%1$d".formatted(user))
        .and(shell.line().subList(1, shell.line().size()))
        .with(shell.variables());
  }

  /** Copies a folder into it; the result is the copy's name in a shell. */
  String put(Path folder, String place) throws IOException {
    Path copy = below(place);
    Files.createDirectories(copy.getParent());
    Command.of("cp", "-r", folder.toString(), copy.toString()).output();
    return name(place);
  }

  /** What a file of the image is called in a shell. */
  String name(String place) {
    return AS_ROOT ? place : below(place).toString();
  }

  Path below(String place) {
    return root.resolve(place.substring(1));
  }

  /** What every container has; without root the machine's own are there. */
  private void addDevices() {
    if (AS_ROOT) {
      for (String device : List.of("null c 1 3", "random c 1 8", "urandom c 1 9")) {
        Command.of("mknod", "-m", "666")
            .and(List.of((root + "/dev/" + device).split(" ")))
            .output();
      }
    }
  }

  private static Path blob(Path files, JsonNode descriptor) {
    String digest = descriptor.path("digest").asText();
    return files.resolve("blobs").resolve(digest.replace(':', '/'));
  }
}
