package dev.migratedeploy.flyway.scripts;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a misnamed script from a file that is none, and guesses the name its author meant. */
final class NameSuggestion {
  private static final Pattern NUMBERED =
      Pattern.compile("([vbuVBU])[ ._-]*+(\\d++(?:[ ._-]++\\d++)*+)[ ._-]*+(.*)", Pattern.DOTALL);
  private static final Pattern REPEATABLE =
      Pattern.compile("[rR](?:(\\d+)[ ._-]*|[ ._-]+|$)(.*)", Pattern.DOTALL);
  private static final Pattern LIKE_A_MIGRATION =
      Pattern.compile("(?i:[vbu]\\d[\\d ._-]*__|r__).*|[VBU]\\d[\\d.]*_.*", Pattern.DOTALL);
  private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z][A-Za-z0-9]*~?$");

  /** What lies beside scripts under their names: data they load and results of a review. */
  private static final Set<String> DATA =
      Set.of(
          ".bin", ".conf", ".csv", ".dat", ".gz", ".json", ".pdf", ".png", ".toml", ".tsv", ".xml",
          ".yaml", ".yml", ".zip");

  private final ScriptNaming naming;
  private final ScriptNameParser parser;

  NameSuggestion(ScriptNaming naming, ScriptNameParser parser) {
    this.naming = naming;
    this.parser = parser;
  }

  ScriptName of(String fileName) {
    Optional<String> sql = parser.sqlSuffix(fileName).filter(suffix -> !suffix.isEmpty());
    if (!naming.hasUsualPrefixes()) {
      return sql.map(suffix -> withOwnPrefixes(fileName, suffix))
          .orElseGet(ScriptName.Unrelated::new);
    }
    if (sql.isPresent()) {
      String base = fileName.substring(0, fileName.length() - sql.get().length());
      return meantBy(base).orElseGet(() -> anything(base)).with(sql.get());
    }
    return withOtherExtension(fileName);
  }

  /** What a script means that is named by Flyway's defaults, or by nothing that is known. */
  private ScriptName withOwnPrefixes(String fileName, String suffix) {
    String base = fileName.substring(0, fileName.length() - suffix.length());
    Optional<ScriptName> usual = ScriptNaming.USUAL.parser().parseBase(base);
    String instead = naming.versioned() + "<version>" + naming.separator() + base;
    if (usual.isPresent() && usual.get() instanceof ScriptName.Versioned versioned) {
      instead = naming.versioned() + versioned.version() + naming.separator() + tail(base);
    } else if (usual.isPresent() && usual.get() instanceof ScriptName.Repeatable) {
      instead = naming.repeatable() + naming.separator() + tail(base);
    }
    return new ScriptName.Ignored(
        "with these options a script is called "
            + naming.example()
            + " or "
            + naming.repeatableExample(),
        instead + suffix);
  }

  private static String tail(String base) {
    return base.substring(Math.min(base.length(), base.indexOf("__") + 2));
  }

  private ScriptName withOtherExtension(String fileName) {
    Matcher matcher = EXTENSION.matcher(fileName);
    String extension = matcher.find() ? matcher.group() : "";
    String base = fileName.substring(0, fileName.length() - extension.length());
    String suffix = extension.toLowerCase(Locale.ROOT);
    boolean setAside = fileName.toLowerCase(Locale.ROOT).contains(".sql.");
    if (setAside || DATA.contains(suffix) || !LIKE_A_MIGRATION.matcher(base).matches()) {
      return new ScriptName.Unrelated();
    }
    if (parser.parseBase(base).isPresent()) {
      return new ScriptName.Ignored(
          "a script's name ends in " + String.join(" or ", naming.suffixes()),
          base + naming.suffix());
    }
    boolean program = ScriptNameParser.isProgram(extension);
    return meantBy(base)
        .<ScriptName>map(guess -> guess.with(program ? extension : naming.suffix()))
        .orElseGet(ScriptName.Unrelated::new);
  }

  private static Optional<Guess> meantBy(String base) {
    int separator = base.indexOf("__");
    String head = separator < 0 ? base : base.substring(0, separator);
    String tail = separator < 0 ? "" : base.substring(separator + 2);
    return numbered(head, tail, separator >= 0)
        .or(() -> repeatable(head, tail, separator >= 0))
        .or(() -> withoutVersion(head, tail))
        .or(() -> callback(head, tail));
  }

  private static Optional<Guess> numbered(String head, String tail, boolean separated) {
    Matcher parts = NUMBERED.matcher(head);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String prefix = parts.group(1).toUpperCase(Locale.ROOT);
    String version = parts.group(2).replaceAll("[ -]+|[ ._-]{2,}", ".");
    String reason = "a version is made of digits separated by . or _";
    if (!prefix.equals(parts.group(1))) {
      reason = "the prefix " + prefix + " is a capital letter";
    } else if (!separated) {
      reason = "two underscores go between version and description";
    }
    return Optional.of(new Guess(reason, prefix + version, joined(parts.group(3), tail)));
  }

  private static Optional<Guess> repeatable(String head, String tail, boolean separated) {
    Matcher parts = REPEATABLE.matcher(head);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String reason = "the description is missing";
    if (head.startsWith("r")) {
      reason = "the prefix R is a capital letter";
    } else if (parts.group(1) != null) {
      reason = "a repeatable script has no version";
    } else if (!separated && !parts.group(2).isEmpty()) {
      reason = "two underscores go between R and the description";
    }
    String description = joined(parts.group(2), tail);
    return Optional.of(
        new Guess(reason, "R", description.isEmpty() ? "<description>" : description));
  }

  private static Optional<Guess> withoutVersion(String head, String tail) {
    if (!head.matches("(?i)[vbu](current|latest|next)?")) {
      return Optional.empty();
    }
    String prefix = head.substring(0, 1).toUpperCase(Locale.ROOT);
    String reason =
        head.length() == 1
            ? "the version is missing"
            : "Flyway takes " + head.substring(1) + " for a place in the order, not for a version";
    return Optional.of(new Guess(reason, prefix + "<version>", tail));
  }

  private static Optional<Guess> callback(String head, String tail) {
    String folded = head.toLowerCase(Locale.ROOT);
    return CallbackEvents.NAMES.stream()
        .filter(event -> folded.startsWith(event.toLowerCase(Locale.ROOT)))
        .max(Comparator.comparingInt(String::length))
        .map(
            event -> {
              String rest = head.substring(event.length()).replaceFirst("^[ ._-]+", "");
              String reason =
                  rest.isEmpty()
                      ? "the callback is written " + event
                      : "two underscores go between " + event + " and a description";
              return new Guess(reason, event, joined(rest, tail));
            });
  }

  private static Guess anything(String base) {
    return new Guess(
        "it begins with none of V, R, B, U and no callback's name", "V<version>", base);
  }

  private static String joined(String left, String right) {
    return left.isEmpty() || right.isEmpty() ? left + right : left + "_" + right;
  }

  private record Guess(String reason, String head, String description) {
    ScriptName.Ignored with(String suffix) {
      String base = description.isEmpty() ? head : head + "__" + description;
      return new ScriptName.Ignored(reason, base + suffix);
    }
  }
}
