package dev.migratedeploy.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A project in a folder that has this one's scripts and a POM, a changelog and files of its own.
 */
public record ReleaseScripts(Path folder) {
  private static final Path SCRIPTS = Path.of(".ci/release");

  /** How a script ended, and what it printed. */
  public record Run(int exitCode, String output, String error) {}

  /** Copies the scripts into an empty folder. */
  public static ReleaseScripts in(Path folder) {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      Path copies = Files.createDirectories(folder.resolve(SCRIPTS));
      for (Path file : files.toList()) {
        Files.copy(file, copies.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ReleaseScripts(folder).version("0.2.0");
  }

  /** Writes a POM of this version, with others in it that are not its own. */
  ReleaseScripts version(String version) {
    return put(
        "pom.xml",
        """
        <project>
          <parent>
            <version>9</version>
          </parent>
          <version>%s</version>
          <properties>
            <flyway.version>12.4.0</flyway.version>
          </properties>
          <dependencies>
            <dependency>
              <version>8</version>
            </dependency>
          </dependencies>
        </project>
        """
            .formatted(version));
  }

  /** Writes a file. */
  public ReleaseScripts put(String file, String text) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Runs one of the scripts. */
  public Run run(Map<String, String> variables, String script, String... arguments) {
    return run(variables, folder.resolve(SCRIPTS).resolve(script), arguments);
  }

  private Run run(Map<String, String> variables, Path script, String... arguments) {
    try {
      Path error = Files.createTempFile("release", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(
                  Stream.concat(Stream.of(script.toString()), Stream.of(arguments)).toList())
              .directory(folder.toFile())
              .redirectError(error.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("CI_"));
      builder.environment().putAll(variables);
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Run run = new Run(process.waitFor(), output, Files.readString(error));
      Files.delete(error);
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a script ran", e);
    }
  }
}
