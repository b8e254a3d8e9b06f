package dev.migratedeploy.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a message looks like to each of those who take one, and what no text can make of it. */
class MessageFormatTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Pieces that mean something to one of them. */
  private static final String[] HOSTILE = {
    "<!channel>",
    "<@U1>",
    "@here ",
    "@channel",
    "@all",
    "/close",
    " /assign @root",
    "\u2028/close",
    "```",
    "`",
    "*",
    "_",
    "[a](https://evil.example)",
    "&lt;",
    "\n# ",
    "\r",
    "\u001b[31m",
    "\u202e",
    "\ud83d\ude80",
    "\ud83d",
    "\u0000",
    "| ",
    "\\",
    "\"",
    "x".repeat(700),
    "é",
    "<at>Ada</at>",
    "{{DATE(2026)}}"
  };

  @Test
  void slackGetsTheVerdictTheWordsAndTheLinks() throws IOException {
    JsonNode message = message(MessageFormat.SLACK, Notices.failed());

    assertThat(message.path("text").asText()).isEqualTo("FAILED: shop/orders, production");
    assertThat(
            message.path("blocks").findValues("text").stream()
                .map(text -> text.path("text").asText())
                .collect(Collectors.joining("\n")))
        .contains(":red_circle: *FAILED: shop/orders, production*")
        .contains("State: ")
        .contains("Next: ")
        .contains("<https://gitlab.example.com/shop/orders/-/jobs/8841|Job>")
        .contains("tasks/b?x=1&amp;y|Task>")
        .doesNotContain("javascript:");
    assertThat(message.findValues("verbatim")).isNotEmpty().allMatch(JsonNode::asBoolean);
  }

  @Test
  void aCommitIsShortAndOneThatIsNotKnownIsToldInWords() {
    assertThat(place("3f2a91c0e1d2c3b4a5968778695a4b3c2d1e0f00")).isEqualTo("main 3f2a91c0");
    assertThat(place("an unknown commit")).isEqualTo("main an unknown commit");
  }

  private static String place(String commit) {
    return new Notice.Place(
            "shop/orders",
            "production",
            Optional.of("main"),
            commit,
            Optional.empty(),
            Optional.empty())
        .words();
  }

  @Test
  void mattermostGetsMarkdown() throws IOException {
    String text = message(MessageFormat.MATTERMOST, Notices.recovered()).path("text").asText();

    assertThat(text)
        .startsWith(":large_green_circle: **RECOVERED, APPLIED after 2 failures\\: shop/orders")
        .contains("[Job](<https://gitlab.example.com/shop/orders/-/jobs/8841>)");
  }

  @Test
  void teamsGetsAnAdaptiveCardInItsEnvelope() throws IOException {
    JsonNode message = message(MessageFormat.TEAMS, Notices.failed());
    JsonNode attachment = message.path("attachments").path(0);
    JsonNode card = attachment.path("content");

    assertThat(message.path("type").asText()).isEqualTo("message");
    assertThat(attachment.path("contentType").asText())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
    assertThat(card.path("body").path(0).path("inlines").path(0).path("text").asText())
        .isEqualTo("FAILED: shop/orders, production");
    // A text block would look for Markdown in what others wrote.
    assertThat(card.path("body")).allMatch(it -> it.path("type").asText().equals("RichTextBlock"));
    assertThat(card.path("actions")).hasSize(2);
  }

  @Test
  void aRecoveryClosesTheAlertOfTheFailure() throws IOException {
    JsonNode failed = message(MessageFormat.GITLAB_ALERT, Notices.failed());
    JsonNode recovered = message(MessageFormat.GITLAB_ALERT, Notices.recovered());

    assertThat(failed.path("severity").asText()).isEqualTo("critical");
    assertThat(failed.has("end_time")).isFalse();
    assertThat(recovered.path("end_time").asText()).isEqualTo("2026-11-21T10:00:31Z");
    assertThat(recovered.path("fingerprint")).isEqualTo(failed.path("fingerprint"));
    assertThat(failed.path("gitlab_environment_name").asText()).isEqualTo("production");
  }

  @Test
  void programsGetTheResultInShort() throws IOException {
    JsonNode json = message(MessageFormat.JSON, Notices.recovered());

    assertThat(json.path("event").asText()).isEqualTo("recovered");
    assertThat(json.path("result").path("verdict").asText()).isEqualTo("APPLIED");
    assertThat(json.path("result").path("failuresBefore").asInt()).isEqualTo(2);
    assertThat(json.path("run").path("environment").asText()).isEqualTo("production");
    assertThat(json.path("links").has("log")).isTrue();
    assertThat(json.path("links").path("log").isNull()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(MessageFormat.class)
  void whateverTheTextsHoldTheMessageIsWithinItsBoundsAndCallsNobody(MessageFormat format)
      throws IOException {
    Random random = new Random(20);
    for (int i = 0; i < 300; i++) {
      String text =
          random
              .ints(1 + random.nextInt(40), 0, HOSTILE.length)
              .mapToObj(at -> HOSTILE[at])
              .collect(Collectors.joining());
      Notice notice = Notices.of(Verdict.Kind.FAILED, 0, text);

      byte[] body = format.body(notice);
      JsonNode message = JSON.readTree(body);

      switch (format) {
        case SLACK -> {
          message
              .path("blocks")
              .forEach(
                  block -> {
                    String shown = block.path("text").path("text").asText();
                    assertThat(shown.length()).isBetween(1, 3000);
                    assertThat(shown.replaceAll("<https://[^<>|]*\\|(Job|Task|Log)>", ""))
                        .doesNotContain("<", ">");
                  });
          assertThat(message.path("blocks").size()).isLessThanOrEqualTo(50);
        }
        case MATTERMOST -> {
          String shown = message.path("text").asText();
          assertThat(shown.length()).isLessThan(16_383);
          assertThat(shown.replaceAll("(?s)```.*```", "")).doesNotContainPattern("@\\w");
          assertThat(shown.split("```", -1)).hasSize(3);
        }
        case TEAMS -> assertThat(body.length).isLessThan(28 * 1024 / 2);
        case GITLAB_ALERT -> {
          assertThat(body.length).isLessThan(28 * 1024);
          // GitLab makes an incident of it, in which these would be done.
          String shown = message.path("description").asText();
          assertThat(shown).doesNotContainPattern("@\\w");
          assertThat(shown.lines()).noneMatch(line -> line.strip().startsWith("/"));
        }
        default -> assertThat(body.length).isLessThan(28 * 1024);
      }
      // A character that nobody sees may turn the direction of what follows.
      assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContain("\u202e", "\u001b");
    }
  }

  private static JsonNode message(MessageFormat format, Notice notice) throws IOException {
    return JSON.readTree(format.body(notice));
  }
}
