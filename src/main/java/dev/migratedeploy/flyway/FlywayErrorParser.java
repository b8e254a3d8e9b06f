package dev.migratedeploy.flyway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers the block of lines that Flyway prints for an error. */
final class FlywayErrorParser {
  private static final String ERROR = "ERROR: ";
  private static final Pattern FIELD =
      Pattern.compile("(SQL State|Error Code|Message|Location|Line|Statement) *: (.*)");
  private static final Pattern FAILED_SCRIPT =
      Pattern.compile(
          "(?s)(?:.* callback: )?(?:Failed to execute script|Script) (.+?)(?: failed)?");

  /** The database driver's own fields, which follow its message: {@code Hint: …}. */
  private static final Pattern DRIVER_FIELD = Pattern.compile("  \\p{Upper}[\\p{Alpha} ]*: .*");

  /** Enough for any error that a person reads; a flood of them must not fill the memory. */
  private static final int LONGEST = 60;

  private final List<String> block = new ArrayList<>();
  private boolean open;

  void line(String line) {
    if (beginsBlock(line) && !has(block)) {
      block.add(line.substring(ERROR.length()));
      open = true;
    } else if (open && (line.isBlank() || block.size() >= LONGEST)) {
      open = false;
    } else if (open) {
      block.add(line);
    }
  }

  Optional<FlywayError> first() {
    if (!has(block)) {
      return Optional.empty();
    }
    String headline = block.get(0);
    List<String> more =
        block.subList(1, block.size()).stream().filter(line -> !line.matches("-+")).toList();
    Matcher script = FAILED_SCRIPT.matcher(headline);
    return Optional.of(
        new FlywayError(
            headline,
            more,
            field("SQL State"),
            message(),
            script.matches() ? Optional.of(script.group(1)) : Optional.empty(),
            field("Line").filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf)));
  }

  /** Not every such line is what ended the run: one names the migration, one a missing folder. */
  private static boolean beginsBlock(String line) {
    return line.startsWith(ERROR)
        && !line.contains(" failed! ")
        && !line.startsWith("Skipping ", ERROR.length());
  }

  private static boolean has(List<String> lines) {
    return !lines.isEmpty();
  }

  /** May go on over several lines. */
  private Optional<String> message() {
    return field("Message")
        .map(
            first ->
                Stream.concat(
                        Stream.of(first),
                        block.stream()
                            .dropWhile(line -> !line.startsWith("Message"))
                            .skip(1)
                            .takeWhile(FlywayErrorParser::isMessage)
                            .map(String::strip))
                    .collect(Collectors.joining(" ")));
  }

  private static boolean isMessage(String line) {
    return !FIELD.matcher(line).matches() && !DRIVER_FIELD.matcher(line).matches();
  }

  private Optional<String> field(String name) {
    return block.stream()
        .map(FIELD::matcher)
        .filter(field -> field.matches() && field.group(1).equals(name))
        .map(field -> field.group(2).strip())
        .findFirst();
  }
}
