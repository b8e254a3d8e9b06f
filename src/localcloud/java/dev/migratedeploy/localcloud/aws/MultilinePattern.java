package dev.migratedeploy.localcloud.aws;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What begins a new event, for an awslogs driver that joins lines. */
final class MultilinePattern {
  private static final Pattern DIRECTIVE = Pattern.compile("%.");
  private static final Map<String, String> EXPRESSIONS =
      Map.ofEntries(
          Map.entry("%Y", "\\d{4}"),
          Map.entry("%y", "\\d{2}"),
          Map.entry("%m", "(?:0[1-9]|1[0-2])"),
          Map.entry("%d", "(?:0[1-9]|[12][0-9]|3[01])"),
          Map.entry("%H", "(?:[01][0-9]|2[0-3])"),
          Map.entry("%M", "[0-5][0-9]"),
          Map.entry("%S", "[0-5][0-9]"),
          Map.entry("%f", "\\d{6}"),
          Map.entry("%z", "[+-]\\d{4}"),
          Map.entry("%b", "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"));

  private MultilinePattern() {}

  /**
   * As {@code awslogs-datetime-format} says it, which wins, or {@code awslogs-multiline-pattern}.
   */
  static Optional<Pattern> of(Map<String, String> options) {
    String format = options.getOrDefault("awslogs-datetime-format", "");
    String expression =
        format.isEmpty()
            ? options.getOrDefault("awslogs-multiline-pattern", "")
            : DIRECTIVE
                .matcher(format)
                .replaceAll(
                    found -> Matcher.quoteReplacement(EXPRESSIONS.getOrDefault(found.group(), "")));
    return expression.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(expression));
  }
}
