package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.secrets.KnownSecrets;
import dev.migratedeploy.support.WaitableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A shell in a checkout: runs the command line there, with the variables of the test. */
final class Prompt {
  static final String CONFIG = "db-migrations/migrate-deploy.yml";

  /** Settings for {@code staging} and {@code production}. */
  static final String SETTINGS =
      """
      image:
        base: flyway/flyway:12
        repository: registry.example.com/flyway
      environments:
        staging: {cluster: staging, task-definition: flyway}
        production: {cluster: production, task-definition: flyway}
      """;

  private final Path directory;
  private final Map<String, String> variables = new HashMap<>();

  Prompt(Path directory) {
    this.directory = directory;
  }

  /** What a command printed; a wrong exit code shows all of it. */
  record Run(int exitCode, String output) {
    Run exits(int expected) {
      assertThat(exitCode).as("exit code of a run that printed%n%s", output).isEqualTo(expected);
      return this;
    }

    List<String> lines() {
      return output.lines().toList();
    }
  }

  Prompt with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  Prompt write(String file, String text) {
    try {
      Path path = directory.resolve(file);
      Files.createDirectories(path.resolveSibling("."));
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Run run(String... arguments) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return run(CommandLineApp.parse(List.of(arguments), variables), out, out, printed);
  }

  /** What comes on standard output alone. */
  Run runForProgram(String... arguments) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream data = new PrintStream(printed, true, StandardCharsets.UTF_8);
    CommandLineApp app = CommandLineApp.parse(List.of(arguments), variables);
    PrintStream err = new PrintStream(OutputStream.nullOutputStream());
    return run(app, app.log(data, err), data, printed);
  }

  private Run run(
      CommandLineApp app, PrintStream log, PrintStream data, ByteArrayOutputStream printed) {
    Cancellation cancellation = new Cancellation(WaitableClock.system());
    PrintStream masked = KnownSecrets.of(variables).through(log);
    int exitCode =
        app.run(
            new CliEnvironment(
                variables,
                directory,
                masked,
                log == data ? masked : data,
                cancellation,
                WaitableClock.system(),
                new RunEnd(cancellation, masked)));
    return new Run(exitCode, printed.toString(StandardCharsets.UTF_8));
  }
}
