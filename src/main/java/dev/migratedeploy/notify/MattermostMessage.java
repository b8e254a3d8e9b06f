package dev.migratedeploy.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A message for Mattermost's incoming webhook, in Markdown. A post has at most 16,383 characters,
 * and 4,000 on a server whose database was never moved to 5.0.
 */
final class MattermostMessage {
  /** Mattermost calls people at this letter, unless a character without width follows. */
  private static final String NO_CALL = "@\u200b";

  private MattermostMessage() {}

  static Object of(Notice notice) {
    List<String> lines = new ArrayList<>();
    lines.add(mark(notice) + " **" + escaped(notice.title()) + "**");
    lines.add(escaped(notice.place().words()));
    lines.add("");
    notice.sentences().forEach(sentence -> lines.add(escaped(sentence) + "  "));
    if (!notice.words().details().isEmpty()) {
      lines.add("```");
      notice.words().details().forEach(line -> lines.add(line.replace('`', '\'')));
      lines.add("```");
    }
    if (!notice.links().all().isEmpty()) {
      lines.add("");
      lines.add(
          notice.links().all().stream()
              .map(link -> "[" + link.label() + "](<" + link.url() + ">)")
              .collect(Collectors.joining("  ")));
    }
    return Map.of("text", String.join("\n", lines));
  }

  private static String mark(Notice notice) {
    return notice.isSuccess() ? ":large_green_circle:" : ":red_circle:";
  }

  private static String escaped(String text) {
    return text.replaceAll("[\\\\`*_{}\\[\\]()#+!|<>~&:$-]", "\\\\$0").replace("@", NO_CALL);
  }
}
