package dev.migratedeploy.init;

import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files themselves, each under the path that it gets. */
public record StarterFiles(Map<Path, String> texts) {
  public StarterFiles {
    texts = new LinkedHashMap<>(texts);
  }

  /**
   * The files for one environment.
   *
   * @param settings where the settings go; the others go beside them
   */
  public static StarterFiles of(ScaffoldParameters blueprint, Path settings) {
    Path ci = settings.resolveSibling("migrate-deploy.gitlab-ci.yml");
    Path stack = settings.resolveSibling("aws/stack.yml");
    Map<String, String> values = new TreeMap<>(blueprint.values());
    values.put("CI_FILE", slashes(ci));
    values.put("STACK_FILE", slashes(stack));
    values.put("READ_THE_BASE", blueprint.baseArn().map(StarterFiles::readTheBase).orElse(""));
    values.put("POLICY", Template.named("policy.json").with(values));
    values.put("TRUST_POLICY", Template.named("trust-policy.json").with(values));
    Map<Path, String> texts = new LinkedHashMap<>();
    texts.put(settings, Template.named("migrate-deploy.yml").with(values));
    texts.put(ci, Template.named("gitlab-ci.yml").with(values));
    texts.put(settings.resolveSibling("aws/policy.json"), lines(values, "POLICY"));
    texts.put(settings.resolveSibling("aws/trust-policy.json"), lines(values, "TRUST_POLICY"));
    texts.put(stack, Template.named("stack.yml").with(values));
    return new StarterFiles(texts);
  }

  /**
   * Writes all of them, or none.
   *
   * @param overwrite whether a file that is there may be replaced
   * @throws RefusedException where one is there, with all of those, or cannot be written
   */
  public void write(Path directory, boolean overwrite) {
    List<String> there =
        texts.keySet().stream()
            .filter(file -> Files.exists(directory.resolve(file)))
            .map(StarterFiles::slashes)
            .toList();
    if (!there.isEmpty() && !overwrite) {
      throw new RefusedException(
          new Problem(
              "wrote nothing: "
                  + (there.size() == 1 ? "a file is" : "files are")
                  + " there already",
              there,
              "move them away, or run it with --overwrite, which replaces them"));
    }
    texts.forEach((file, text) -> write(directory.resolve(file), text));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new RefusedException(
          Problem.of(
              "could not write " + file + ": " + e,
              "run it in a directory that can be written, or name another one with --config"),
          e);
    }
  }

  /** One more statement of the policy. */
  private static String readTheBase(String arn) {
    return ",\n    " + Template.named("base-statement.json").with(Map.of("BASE_ARN", arn)).strip();
  }

  private static String lines(Map<String, String> values, String name) {
    return values.getOrDefault(name, "").strip() + "\n";
  }

  private static String slashes(Path path) {
    return FileNames.text(path);
  }
}
