package dev.migratedeploy.flyway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gathers the block of lines that Flyway prints for an error. */
final class FlywayErrors {
  private static final String ERROR = "ERROR: ";
  private static final Pattern FIELD =
      Pattern.compile("(SQL State|Error Code|Message|Location|Line|Statement) *: (.*)");
  private static final Pattern FAILED_SCRIPT =
      Pattern.compile("(?:Failed to execute script|Script) (\\S+)(?: failed)?");

  /** Enough for any error that a person reads; a flood of them must not fill the memory. */
  private static final int LONGEST = 60;

  private final List<String> block = new ArrayList<>();
  private boolean open;

  void line(String line) {
    if (line.startsWith(ERROR) && !line.contains(" failed! ") && !has(block)) {
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
            field("Message"),
            script.matches() ? Optional.of(script.group(1)) : Optional.empty(),
            field("Line").filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf)));
  }

  private static boolean has(List<String> lines) {
    return !lines.isEmpty();
  }

  private Optional<String> field(String name) {
    return block.stream()
        .map(FIELD::matcher)
        .filter(field -> field.matches() && field.group(1).equals(name))
        .map(field -> field.group(2).strip())
        .findFirst();
  }
}
