package dev.migratedeploy.imagebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Packages of the Debian or Ubuntu that this build runs on, by its own apt, as root or not. Nothing
 * is installed.
 *
 * @param folder where the {@code .deb} files lie
 */
record AptPackages(Path folder) {

  /** Downloads them in the version that apt would install. */
  static AptPackages download(List<String> names, Path folder) throws IOException {
    Files.createDirectories(folder);
    if (!tryDownload(List.of(), names, folder)) {
      // The lists of packages may be missing, as they are in most images: into a folder of our own.
      List<String> own =
          List.of("-o", "Dir::State::lists=" + Files.createDirectories(folder.resolve("lists")));
      apt(own).and(List.of("-qq", "update")).output();
      if (!tryDownload(own, names, folder)) {
        throw new BuildException(
            "apt-get finds no packages "
                + String.join(" ", names)
                + ": build on Debian or Ubuntu, or name another base with -Dimage.base=REFERENCE");
      }
    }
    return new AptPackages(folder);
  }

  /** The files, in the order of their names. */
  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".deb")).sorted().toList();
    }
  }

  private static boolean tryDownload(List<String> options, List<String> names, Path folder) {
    return apt(options)
            .and(List.of("-qq", "-o", "APT::Sandbox::User=", "download"))
            .and(names)
            .in(folder)
            .result()
            .exitCode()
        == 0;
  }

  private static Command apt(List<String> options) {
    try {
      Command.of("apt-get", "--version").output();
    } catch (BuildException e) {
      throw new BuildException(
          "the image's own base is made of Debian packages, and there is no apt-get:"
              + " name another base with -Dimage.base=REFERENCE, such as debian:13-slim",
          e);
    }
    return Command.of("apt-get").and(new ArrayList<>(options));
  }
}
