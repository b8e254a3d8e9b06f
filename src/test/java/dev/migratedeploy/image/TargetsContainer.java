package dev.migratedeploy.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A folder that looks like the image of an environment of many databases, whose Flyway is a shell
 * script.
 */
record TargetsContainer(ObservedContainer container, Entrypoint entrypoint) {
  private static final Pattern KEY = Pattern.compile(" key=[0-9a-f]{16}");

  /** Without the observer. */
  static TargetsContainer of(Path root, String flyway) throws IOException {
    return of(root, flyway, false);
  }

  static TargetsContainer of(Path root, String flyway, boolean observed) throws IOException {
    return of(root, flyway, observed, text -> text);
  }

  /** With other words in its scripts. */
  static TargetsContainer of(
      Path root, String flyway, boolean observed, UnaryOperator<String> change) throws IOException {
    Entrypoint plain = Entrypoint.ofTargets(List.of("flyway"), "filesystem:/flyway/sql", observed);
    TreeMap<String, String> others = new TreeMap<>(plain.others());
    others.replaceAll((place, text) -> change.apply(text));
    TargetsContainer container =
        new TargetsContainer(
            ObservedContainer.of(root, flyway),
            new Entrypoint(change.apply(plain.script()), observed, others));
    for (Map.Entry<String, String> script : others.entrySet()) {
      container.container().write(script.getKey().substring(1), script.getValue());
    }
    return container;
  }

  ProcessBuilder run(Shell shell, Map<String, String> variables, String... arguments)
      throws IOException {
    return container.run(shell, entrypoint.script(), variables, arguments);
  }

  /** The log, in which every key of the entrypoint's own is left out. */
  String log(Shell shell, Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    return withoutKeys(rawLog(shell, variables, arguments));
  }

  /** The log as it is written. */
  String rawLog(Shell shell, Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    Process process = run(shell, variables, arguments).start();
    String log = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    process.waitFor();
    return log;
  }

  static String withoutKeys(String log) {
    return KEY.matcher(log).replaceAll("");
  }
}
