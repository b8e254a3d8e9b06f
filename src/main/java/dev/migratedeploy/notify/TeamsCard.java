package dev.migratedeploy.notify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A message for a webhook of Microsoft Teams' Workflows: an adaptive card in an envelope. Teams
 * takes at most 28 KB. Texts of others are in text runs, which Teams shows as they are; in a text
 * block it would look for Markdown.
 */
final class TeamsCard {
  private TeamsCard() {}

  static Object of(Notice notice) {
    List<Object> body = new ArrayList<>();
    body.add(
        text(
            notice.title(),
            Map.of(
                "weight",
                "Bolder",
                "size",
                "Medium",
                "color",
                notice.isSuccess() ? "Good" : "Attention")));
    body.add(text(notice.place().words(), Map.of("isSubtle", true)));
    Stream.concat(
            notice.sentences().stream().map(sentence -> text(sentence, Map.of())),
            notice.words().details().stream()
                .map(line -> text(line, Map.of("fontType", "Monospace"))))
        .forEach(body::add);
    return Map.of(
        "type",
        "message",
        "attachments",
        List.of(
            Map.of(
                "contentType",
                "application/vnd.microsoft.card.adaptive",
                "content",
                Map.of(
                    "$schema",
                    "http://adaptivecards.io/schemas/adaptive-card.json",
                    "type",
                    "AdaptiveCard",
                    "version",
                    "1.4",
                    "fallbackText",
                    notice.title(),
                    "msteams",
                    Map.of("width", "Full"),
                    "body",
                    body,
                    "actions",
                    notice.links().all().stream().map(TeamsCard::action).toList()))));
  }

  private static Object text(String text, Map<String, Object> style) {
    Map<String, Object> run = new HashMap<>(style);
    run.put("type", "TextRun");
    run.put("text", text);
    return Map.of("type", "RichTextBlock", "inlines", List.of(run));
  }

  private static Object action(Notice.Link link) {
    return Map.of("type", "Action.OpenUrl", "title", link.label(), "url", link.url());
  }
}
