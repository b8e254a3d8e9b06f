package dev.migratedeploy.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What people read in a Java source: its string literals, and its comments. */
final class JavaTexts {
  private static final Pattern PART =
      Pattern.compile(
          "\"\"\".*?(?<!\\\\)\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\n]|\\\\.)+'"
              + "|//[^\n]*|/\\*.*?\\*/",
          Pattern.DOTALL);

  private JavaTexts() {}

  static List<String> comments(String source) {
    return PART.matcher(source)
        .results()
        .map(MatchResult::group)
        .filter(part -> part.startsWith("/"))
        .map(part -> part.replaceAll("\\n\\s*\\*", ""))
        .toList();
  }

  /** The literals: those that are added up are one text. */
  static List<String> of(String source) {
    List<String> texts = new ArrayList<>();
    int end = -1;
    for (MatchResult part : PART.matcher(source).results().toList()) {
      if (!part.group().startsWith("\"")) {
        continue;
      }
      int quotes = part.group().startsWith("\"\"\"") ? 3 : 1;
      String text = part.group().substring(quotes, part.group().length() - quotes);
      if (end >= 0 && source.substring(end, part.start()).matches("\\s*\\+\\s*")) {
        texts.set(texts.size() - 1, texts.get(texts.size() - 1) + text);
      } else {
        texts.add(text);
      }
      end = part.end();
    }
    return texts;
  }
}
