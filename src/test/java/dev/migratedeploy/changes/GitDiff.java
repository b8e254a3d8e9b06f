package dev.migratedeploy.changes;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What git itself says that changed in the scripts between two commits: {@code git diff
 * --name-status}, in the form that also shows modes and ids. Git's own path patterns leave out what
 * does not count as a script.
 *
 * @param files a letter of git's and a path; a rename is a removal and an addition
 * @param renames how many scripts of each content were renamed; which of several equal ones, git
 *     and we may see differently
 * @param typeChanges paths where a file became a link or the other way round
 */
record GitDiff(Set<String> files, Map<String, Integer> renames, List<String> typeChanges) {
  /** What every repository has without holding it. */
  static final String EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

  private static final List<String> SCRIPTS =
      List.of(
          "db",
          ":(exclude,icase,glob)db/**/*.md",
          ":(exclude,glob)db/**/.*",
          ":(exclude,glob)db/**/.*/**");

  static boolean isThere() {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "git")));
  }

  static GitDiff between(Path repository, String before, String now) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "git", "diff", "--raw", "-z", "--no-abbrev", "-M100%", "-l0", before, now, "--"));
    command.addAll(SCRIPTS);
    return parse(outputOf(command, repository).split("\0"));
  }

  static GitDiff empty() {
    return new GitDiff(new TreeSet<>(), new TreeMap<>(), new ArrayList<>());
  }

  /** Whether a script became a link or the other way round: git then sees no rename in it. */
  boolean hasTypeChange() {
    return !typeChanges.isEmpty();
  }

  /** Each entry is {@code :<mode> <mode> <id> <id> <letter>}, a path, and for a rename another. */
  private static GitDiff parse(String[] output) {
    GitDiff diff = empty();
    for (Iterator<String> parts = List.of(output).iterator(); parts.hasNext(); ) {
      String[] entry = parts.next().split("[: ]");
      if (entry.length < 6) {
        continue;
      }
      String path = parts.next();
      String letter = entry[5].substring(0, 1);
      if (letter.equals("T")) {
        diff.typeChanges.add(path);
      }
      diff.add(entry, path, letter.equals("R") ? parts.next() : path);
    }
    return diff;
  }

  private void add(String[] entry, String pathBefore, String path) {
    boolean wasScript = isFile(entry[1]);
    boolean isScript = isFile(entry[2]);
    boolean isSame = entry[3].equals(entry[4]);
    if (!pathBefore.equals(path) && wasScript) {
      files.add("D " + pathBefore);
      files.add("A " + path);
      renames.merge(entry[4], 1, Integer::sum);
    } else if (wasScript && isScript && !isSame) {
      files.add("M " + path);
    } else if (wasScript && !isScript) {
      files.add("D " + path);
    } else if (isScript && !wasScript) {
      files.add("A " + path);
    }
  }

  /** Not a symbolic link, and not absent. */
  private static boolean isFile(String mode) {
    return mode.startsWith("100");
  }

  private static String outputOf(List<String> command, Path repository) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(repository.toFile());
    builder.environment().putAll(Map.of("GIT_CONFIG_NOSYSTEM", "1", "HOME", repository.toString()));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      Process git = builder.start();
      String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() != 0) {
        throw new IllegalStateException("failed: " + command);
      }
      return output;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("could not run " + command, e);
    }
  }
}
