package dev.migratedeploy.config;

import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that is wrong with one file. */
public final class ConfigProblems {
  private final YamlFile file;
  private final Set<Finding> findings = new LinkedHashSet<>();

  public ConfigProblems(YamlFile file) {
    this.file = file;
  }

  /**
   * Adds one.
   *
   * @param line the largest number for what belongs to none
   * @param path of the key; empty for none
   */
  public void add(int line, String path, String message) {
    addIn(file.shown(), line, path, message);
  }

  /** Adds one that is in another file, which belongs to this one. */
  public void addIn(String otherFile, int line, String path, String message) {
    findings.add(new Finding(otherFile, line, path.isEmpty() ? message : path + ": " + message));
  }

  /** The file's name for the user. */
  public String shownFile() {
    return file.shown();
  }

  public void refuseIfAny() {
    refuseIfAny(Integer.MAX_VALUE);
  }

  /**
   * The same for a file that may be wrong in each of thousands of lines.
   *
   * @param most how many are told; the others are counted
   */
  public void refuseIfAny(int most) {
    if (findings.isEmpty()) {
      return;
    }
    int count = findings.size();
    throw new RefusedException(
        new Problem(
            where() + (count == 1 ? " a problem" : " " + HumanReadable.count(count, "problem")),
            shown(most),
            "correct the file or set the variables it needs, then run the job again"));
  }

  private List<String> shown(int most) {
    List<String> all =
        findings.stream()
            .sorted(Comparator.comparing(Finding::file).thenComparingInt(Finding::line))
            .map(Finding::shown)
            .toList();
    return all.size() <= most
        ? all
        : Stream.concat(
                all.stream().limit(most), Stream.of("and %d more".formatted(all.size() - most)))
            .toList();
  }

  /** Names the files that are to be corrected, and no other. */
  private String where() {
    List<String> others =
        findings.stream()
            .map(Finding::file)
            .filter(it -> !it.equals(file.shown()))
            .distinct()
            .toList();
    String other = String.join(" and ", others);
    if (others.isEmpty()) {
      return file.words() + file.verb(" have", " has");
    }
    return findings.stream().allMatch(it -> others.contains(it.file()))
        ? other + (others.size() == 1 ? " has" : " have")
        : file.words() + " and " + other + " have";
  }

  /**
   * One of them.
   *
   * @param line the largest number for what belongs to no line
   */
  private record Finding(String file, int line, String message) {
    String shown() {
      return line == Integer.MAX_VALUE
          ? file + ": " + message
          : "%s:%d: %s".formatted(file, line, message);
    }
  }
}
