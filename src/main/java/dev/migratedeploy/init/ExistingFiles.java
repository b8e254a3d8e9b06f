package dev.migratedeploy.init;

import dev.migratedeploy.config.YamlInsertion;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an earlier {@code init}, or a person, has written: one more environment is added to it.
 *
 * @param file the settings
 * @param settings their text
 * @param ciFile the CI snippet beside them
 * @param snippet its text, if it is there
 */
public record ExistingFiles(Path file, String settings, Path ciFile, Optional<String> snippet) {
  private static final Pattern REPOSITORY =
      Pattern.compile("(?m)^ +repository: *[\"']?([^\\s\"'#]+)");

  /** The files in a folder; empty if there are no settings with environments. */
  public static Optional<ExistingFiles> in(Path directory, Path settings) {
    Path ci = StarterFiles.ciFile(settings);
    return text(directory.resolve(settings))
        .filter(text -> !new YamlInsertion(text, "environments").keys().isEmpty())
        .map(text -> new ExistingFiles(settings, text, ci, text(directory.resolve(ci))));
  }

  /** The settings with one more environment. */
  String withEnvironment(String name, String section) {
    YamlInsertion environments = new YamlInsertion(settings, "environments");
    if (environments.keys().contains(name)) {
      throw new RefusedException(
          Problem.of(
              "wrote nothing: " + FileNames.text(file) + " has the environment " + name,
              "name another one with --env; --overwrite replaces all files"));
    }
    return environments.of(section).orElseThrow(() -> byHand(file, "environments", section));
  }

  /** The CI snippet with one more include; empty if there is no snippet. */
  Optional<String> withInclude(String include) {
    return snippet.map(
        text ->
            new YamlInsertion(text, "include")
                .of(include)
                .orElseThrow(() -> byHand(ciFile, "include", include)));
  }

  /** Where the image of all environments goes, if that is an ECR repository. */
  Optional<String> repositoryArn() {
    Matcher repository = REPOSITORY.matcher(settings);
    return repository.find() ? ScaffoldParameters.arnInEcr(repository.group(1)) : Optional.empty();
  }

  /** Whether an environment of the account is there, whose stack has made the identity provider. */
  boolean trusts(String account) {
    return settings.contains(":iam::" + account + ":role/");
  }

  private static RefusedException byHand(Path file, String key, String entry) {
    return new RefusedException(
        new Problem(
            "wrote nothing: cannot add to %s: in %s, which is not a block with an entry a line"
                .formatted(key, FileNames.text(file)),
            entry.lines().toList(),
            "add these lines by hand, or write the block with an entry a line"));
  }

  private static Optional<String> text(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty(); // Writing it will tell why.
    }
  }
}
