package dev.migratedeploy.imagebuild;

import dev.migratedeploy.thirdparty.Component;
import dev.migratedeploy.thirdparty.KnownLicences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Squawk for the image: the program within its npm package, fetched by npm itself. */
final class NpmSquawk {
  private static final String VERSION = "2.66.0";

  private NpmSquawk() {}

  /** What it is, under the licence that its package names. */
  static Component component(KnownLicences known, Path program) {
    String name = "linux-" + Architecture.ofThisMachine().npm();
    return new Component(
        "application",
        "squawk-cli-" + name,
        VERSION,
        "pkg:npm/%40squawk-cli/" + name + "@" + VERSION,
        known.of("squawk-cli", name),
        Optional.empty(),
        Optional.of(program));
  }

  /** Puts it on the path of the image, with its licence and what npm says of the package. */
  static void install(Home home, Path licence, Path work) throws IOException {
    if (Command.of("sh", "-c", "command -v npm").result().exitCode() != 0) {
      throw new BuildException(
          "Squawk comes from npm, and there is no npm on the path: install it (apt-get install"
              + " npm)");
    }
    Files.createDirectories(work);
    String name = "@squawk-cli/linux-" + Architecture.ofThisMachine().npm() + "@" + VERSION;
    String file =
        Command.of("npm", "pack", "--silent", name)
            .in(work)
            .output()
            .lines()
            .reduce((first, last) -> last)
            .orElseThrow();
    Command.of("tar", "-xzf", file).in(work).output();
    Files.copy(work.resolve("package/bin/squawk"), home.squawk());
    Path documents = Files.createDirectories(home.below("/usr/share/doc/squawk-cli"));
    Files.copy(work.resolve("package/package.json"), documents.resolve("package.json"));
    // It is under Apache-2.0 or MIT, and its package has neither text.
    Files.copy(licence, documents.resolve("LICENSE-Apache-2.0"));
  }
}
