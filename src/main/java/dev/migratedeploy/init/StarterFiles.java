package dev.migratedeploy.init;

import dev.migratedeploy.support.Defaults;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files themselves, each under the path that it gets.
 *
 * @param changed those that are there and get one more environment
 * @param stack the CloudFormation template among them
 */
public record StarterFiles(Map<Path, String> texts, Set<Path> changed, Path stack) {
  private static final Path USUAL = Path.of(Defaults.SETTINGS_FILE);

  /**
   * Its {@code Ref} is the ARN, and makes CloudFormation create it before the role. {@code
   * DependsOn} could not: a stack that does not create the provider would name what is not there.
   */
  private static final String PROVIDER_OF_THE_STACK =
      "!If [WithIdentityProvider, !Ref IdentityProvider, \"%s\"]";

  public StarterFiles {
    texts = new LinkedHashMap<>(texts);
    changed = Set.copyOf(changed);
  }

  /**
   * The files for one environment.
   *
   * @param settings where the settings go; the others go beside them
   * @param version of this tool, whose CI template is included
   * @param there what gets one more environment
   */
  public static StarterFiles of(
      ScaffoldParameters blueprint, Path settings, String version, Optional<ExistingFiles> there) {
    Path ci = ciFile(settings);
    Path aws = settings.resolveSibling("aws").resolve(there.isEmpty() ? "" : blueprint.folder());
    Path stack = aws.resolve("stack.yml");
    Map<String, String> values = new TreeMap<>(blueprint.values());
    there.flatMap(ExistingFiles::repositoryArn).ifPresent(arn -> values.put("REPOSITORY_ARN", arn));
    values.put("CREATE_REPOSITORY", String.valueOf(there.isEmpty()));
    values.put(
        "CREATE_PROVIDER",
        String.valueOf(there.filter(files -> files.trusts(blueprint.aws().account())).isEmpty()));
    values.put("REF", "v" + version);
    values.put(
        "INPUTS",
        "env: "
            + blueprint.environment()
            + (settings.equals(USUAL) ? "" : "\nconfig: " + slashes(settings))
            + blueprint.images().input().map(image -> "\n" + image).orElse(""));
    values.put("CI_FILE", slashes(ci));
    values.put("STACK_FILE", slashes(stack));
    values.put("READ_THE_BASE", blueprint.baseArn().map(StarterFiles::readTheBase).orElse(""));
    values.put("POLICY", Template.named("policy.json").with(values));
    values.put("PROVIDER", "\"" + values.get("PROVIDER_ARN") + "\"");
    String trust = Template.named("trust-policy.json").with(values);
    values.put("PROVIDER", PROVIDER_OF_THE_STACK.formatted(values.get("PROVIDER_ARN")));
    values.put("TRUST_POLICY", Template.named("trust-policy.json").with(values));
    String section = Template.named("environment.yml").with(values);
    String include = Template.named("include.yml").with(values);
    values.put("ENVIRONMENT_SECTION", section);
    values.put("INCLUDE", include);
    Map<Path, String> texts = new LinkedHashMap<>();
    Set<Path> changed = new HashSet<>();
    there.ifPresent(
        files -> {
          texts.put(settings, files.withEnvironment(blueprint.environment(), section));
          changed.add(settings);
          files
              .withInclude(include)
              .ifPresent(
                  snippet -> {
                    texts.put(ci, snippet);
                    changed.add(ci);
                  });
        });
    texts.computeIfAbsent(settings, unused -> Template.named("migrate-deploy.yml").with(values));
    texts.computeIfAbsent(ci, unused -> Template.named("gitlab-ci.yml").with(values));
    texts.put(aws.resolve("policy.json"), lines(values, "POLICY"));
    texts.put(aws.resolve("trust-policy.json"), trust.strip() + "\n");
    texts.put(stack, Template.named("stack.yml").with(values));
    return new StarterFiles(texts, changed, stack);
  }

  /** Where the CI snippet goes. */
  public static Path ciFile(Path settings) {
    return settings.resolveSibling("migrate-deploy.gitlab-ci.yml");
  }

  /**
   * Makes sure that nothing is replaced.
   *
   * @throws RefusedException with all files that are there and would be
   */
  public void refuseToReplace(Path directory) {
    List<String> there =
        texts.keySet().stream()
            .filter(file -> !changed.contains(file))
            .filter(file -> Files.exists(directory.resolve(file)))
            .map(StarterFiles::slashes)
            .toList();
    if (!there.isEmpty()) {
      throw new RefusedException(
          new Problem(
              "wrote nothing: "
                  + (there.size() == 1 ? "a file is" : "files are")
                  + " there already",
              there,
              "move them away, or run it with --overwrite, which replaces them"));
    }
  }

  /**
   * Writes all of them.
   *
   * @throws RefusedException if one cannot be written
   */
  public void write(Path directory) {
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
