package dev.migratedeploy.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A message for a Slack app's incoming webhook ("Sending messages using incoming webhooks"). A text
 * of a block has at most 3,000 characters, or Slack refuses the whole message with {@code
 * invalid_blocks}; of its own characters {@code & < >} are escaped, without which {@code
 * <!channel>} in the name of a script would call everybody.
 */
final class SlackMessage {
  private SlackMessage() {}

  static Object of(Notice notice) {
    List<Object> blocks = new ArrayList<>();
    blocks.add(
        section(
            mark(notice)
                + " *"
                + escaped(notice.title())
                + "*\n"
                + escaped(notice.place().words())));
    notice.sentences().forEach(sentence -> blocks.add(section(escaped(sentence))));
    if (!notice.words().details().isEmpty()) {
      String lines = String.join("\n", notice.words().details()).replace('`', '\'');
      blocks.add(section("```" + escaped(lines) + "```"));
    }
    if (!notice.links().all().isEmpty()) {
      blocks.add(
          section(
              notice.links().all().stream()
                  .map(link -> "<" + escaped(link.url()) + "|" + link.label() + ">")
                  .collect(Collectors.joining("  "))));
    }
    return Map.of("text", escaped(notice.title()), "blocks", blocks);
  }

  private static String mark(Notice notice) {
    return notice.isSuccess() ? ":large_green_circle:" : ":red_circle:";
  }

  /** Verbatim: Slack looks for no names of people and channels in it, and makes no links. */
  private static Object section(String text) {
    return Map.of(
        "type", "section", "text", Map.of("type", "mrkdwn", "text", text, "verbatim", true));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
