package dev.migratedeploy.flyway;

import dev.migratedeploy.flyway.configuration.Paths;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A place that Flyway searches for scripts.
 *
 * @param written as a source has it
 * @param root the folder whose files are looked at, absolute; empty if it is none of the file
 *     system, such as {@code classpath:db/migration}
 * @param files which of them count, by their paths below the root; empty for all of them
 */
public record FlywayLocation(String written, Optional<String> root, Optional<Pattern> files) {
  private static final String FILESYSTEM = "filesystem:";

  /**
   * Reads one.
   *
   * @param directory what a relative path is relative to
   */
  static FlywayLocation of(String written, String directory) {
    String text = written.strip();
    if (!text.toLowerCase(Locale.ROOT).startsWith(FILESYSTEM)) {
      return new FlywayLocation(text, Optional.empty(), Optional.empty());
    }
    String path = text.substring(FILESYSTEM.length());
    int wildcard = firstWildcard(path);
    if (wildcard < 0) {
      return new FlywayLocation(
          text, Optional.of(Paths.absolute(directory, path)), Optional.empty());
    }
    int end = path.lastIndexOf('/', wildcard);
    String root = end == 0 ? "/" : path.substring(0, Math.max(end, 0));
    return new FlywayLocation(
        text,
        Optional.of(Paths.absolute(directory, root)),
        Optional.of(pattern(path.substring(end + 1))));
  }

  private static int firstWildcard(String path) {
    int star = path.indexOf('*');
    int mark = path.indexOf('?');
    return star < 0 || mark < 0 ? Math.max(star, mark) : Math.min(star, mark);
  }

  /**
   * Flyway's own translation, with what follows from it: nothing else is escaped, {@code **} at the
   * end matches no file, and a last part with a dot is a file.
   */
  private static Pattern pattern(String path) {
    StringBuilder pattern = new StringBuilder();
    boolean separated = true;
    boolean file = false;
    for (String part : path.split("[\\\\/]", 0)) {
      pattern.append(separated ? "" : "/");
      separated = part.equals("**");
      file = !separated && part.contains(".");
      pattern.append(
          separated
              ? "([^/]+/)*?"
              : part.replace(".", "\\.").replace("?", "[^/]").replace("*", "[^/]+?"));
    }
    pattern.append(file ? "" : "/.*");
    try {
      return Pattern.compile(pattern.toString());
    } catch (PatternSyntaxException refusedByFlyway) {
      return Pattern.compile("(?!)");
    }
  }

  /**
   * Whether Flyway finds a file here.
   *
   * @param path absolute, in the image
   */
  boolean holds(String path) {
    String start = root.map(it -> it.equals("/") ? it : it + "/").orElse("");
    return root.isPresent()
        && path.startsWith(start)
        && files.map(pattern -> matches(pattern, path.substring(start.length()))).orElse(true);
  }

  private boolean matches(Pattern pattern, String path) {
    try {
      return pattern.matcher(new CountedPath(path)).matches();
    } catch (CountedPath.TooManyStepsException | StackOverflowError e) {
      throw new RefusedException(
          Problem.of(
              "could not tell whether "
                  + path
                  + " belongs to the location "
                  + written
                  + ": its pattern takes too many steps",
              "write the location with fewer wildcards; Flyway has the same trouble with it"));
    }
  }
}
