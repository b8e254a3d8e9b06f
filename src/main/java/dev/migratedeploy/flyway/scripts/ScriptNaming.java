package dev.migratedeploy.flyway.scripts;

import java.util.List;
import java.util.Objects;

/** How Flyway is told to read the names of scripts. */
public final class ScriptNaming {
  /** Flyway's defaults. */
  public static final ScriptNaming USUAL =
      new ScriptNaming("V", "R", "U", "B", "__", List.of(".sql"));

  private final String versioned;
  private final String repeatable;
  private final String undo;
  private final String baseline;
  private final String separator;
  private final List<String> suffixes;
  private final ScriptNameParser parser;

  /**
   * A naming.
   *
   * @param versioned the prefix of versioned scripts
   * @param separator between version and description
   * @param suffixes of SQL scripts, in any case
   */
  public ScriptNaming(
      String versioned,
      String repeatable,
      String undo,
      String baseline,
      String separator,
      List<String> suffixes) {
    this.versioned = versioned;
    this.repeatable = repeatable;
    this.undo = undo;
    this.baseline = baseline;
    this.separator = separator;
    this.suffixes = List.copyOf(suffixes);
    this.parser = new ScriptNameParser(this);
  }

  String versioned() {
    return versioned;
  }

  String repeatable() {
    return repeatable;
  }

  String undo() {
    return undo;
  }

  String baseline() {
    return baseline;
  }

  String separator() {
    return separator;
  }

  List<String> suffixes() {
    return suffixes;
  }

  ScriptNameParser parser() {
    return parser;
  }

  /** Whether only the suffixes may differ from Flyway's defaults. */
  boolean hasUsualPrefixes() {
    return List.of(versioned, repeatable, undo, baseline, separator)
        .equals(List.of("V", "R", "U", "B", "__"));
  }

  /** The suffix of a name that has none of them. */
  String suffix() {
    return suffixes.isEmpty() ? "" : suffixes.get(0);
  }

  /** Whether a file is a script that is run as SQL. */
  public boolean isSql(String path) {
    return parser.sqlSuffix(path).isPresent();
  }

  /** How versioned scripts are called, such as {@code V<version>__<description>.sql}. */
  public String example() {
    return versioned + "<version>" + separator + "<description>" + suffix();
  }

  /** How repeatable scripts are called. */
  public String repeatableExample() {
    return repeatable + separator + "<description>" + suffix();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScriptNaming naming
        && example().equals(naming.example())
        && repeatableExample().equals(naming.repeatableExample())
        && List.of(undo, baseline, separator)
            .equals(List.of(naming.undo, naming.baseline, naming.separator))
        && suffixes.equals(naming.suffixes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(versioned, repeatable, undo, baseline, separator, suffixes);
  }
}
