package dev.migratedeploy.init;

import dev.migratedeploy.support.OwnResource;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with placeholders such as {@code @REGION@}. */
record Template(String text) {
  private static final Pattern PLACEHOLDER = Pattern.compile("(?m)(^ *)?@([A-Z_]+)@");

  /** One of the files beside this class. */
  static Template named(String resource) {
    return new Template(OwnResource.text(Template.class, resource));
  }

  /** The text with values; one of several lines is indented as its placeholder is. */
  String with(Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(value(place, values)));
  }

  private static String value(MatchResult place, Map<String, String> values) {
    String value = Objects.requireNonNull(values.get(place.group(2)), place.group(2)).strip();
    String indent = place.group(1) == null ? "" : place.group(1);
    return indent + value.replace("\n", "\n" + indent);
  }
}
