package dev.migratedeploy.config;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A file of settings, and how a message speaks of it.
 *
 * @param shown its name for the user
 * @param kind what it is, such as {@code the settings}
 * @param isPlural whether that is a plural
 * @param keys some that it should hold
 * @param ifUnreadable what to do where it cannot be read at all
 */
public record YamlFile(
    Path path, String shown, String kind, boolean isPlural, String keys, String ifUnreadable) {
  private static final String ANOTHER_FILE =
      "name another file with --config FILE; the smallest one says image.base, image.repository,"
          + " environments.NAME.cluster and environments.NAME.task-definition";

  /** A project's own settings. */
  public static YamlFile settings(Path file, String shown) {
    return new YamlFile(
        file, shown, "the settings", true, "image: and environments:", ANOTHER_FILE);
  }

  /**
   * Reads and checks a whole file.
   *
   * @param variables what placeholders are replaced from
   * @throws dev.migratedeploy.verdict.RefusedException with every problem that the reading found
   */
  public <T> T read(Map<String, String> variables, Function<Section, T> reading) {
    ConfigProblems findings = new ConfigProblems(this);
    T read =
        reading.apply(Section.of(new ReadContext(findings, variables), YamlDocument.read(this)));
    findings.refuseIfAny();
    return read;
  }

  /**
   * The sections of a file that is a list.
   *
   * @param text what is in it
   */
  public List<Section> list(ConfigProblems findings, String text) {
    return Section.of(new ReadContext(findings, Map.of()), "", YamlDocument.list(this, text));
  }

  /** A refusal of the whole file. */
  public RefusedException unreadable(String why) {
    return new RefusedException(
        Problem.of("could not read " + words() + ": " + why, ifUnreadable()));
  }

  String words() {
    return kind + " " + shown;
  }

  String verb(String plural, String singular) {
    return isPlural ? plural : singular;
  }
}
