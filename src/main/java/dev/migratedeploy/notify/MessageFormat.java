package dev.migratedeploy.notify;

import dev.migratedeploy.support.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a webhook takes. */
public enum MessageFormat {
  SLACK(SecretUse.NONE),
  MATTERMOST(SecretUse.NONE),
  /** An adaptive card, for a webhook of Teams' Workflows. */
  TEAMS(SecretUse.NONE),
  /** An HTTP endpoint of GitLab's alert integrations. */
  GITLAB_ALERT(SecretUse.BEARER),
  /** For other programs. */
  JSON(SecretUse.SIGNATURE);

  /** What a secret is for. */
  private enum SecretUse {
    NONE,
    BEARER,
    SIGNATURE
  }

  private final SecretUse use;

  MessageFormat(SecretUse use) {
    this.use = use;
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(MessageFormat::key).toList();
  }

  static Optional<MessageFormat> named(String key) {
    return Arrays.stream(values()).filter(format -> format.key().equals(key)).findFirst();
  }

  /** As the settings have it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean takesSecret() {
    return use != SecretUse.NONE;
  }

  boolean needsSecret() {
    return use == SecretUse.BEARER;
  }

  boolean signs() {
    return use == SecretUse.SIGNATURE;
  }

  /** The body of the request. Half a surrogate pair in it becomes a question mark. */
  byte[] body(Notice notice) {
    try {
      return JsonText.MAPPER.writeValueAsString(form(notice)).getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("plain values can always be written", e);
    }
  }

  private Object form(Notice notice) {
    return switch (this) {
      case SLACK -> SlackMessage.of(notice);
      case MATTERMOST -> MattermostMessage.of(notice);
      case TEAMS -> TeamsCard.of(notice);
      case GITLAB_ALERT -> GitLabAlert.of(notice);
      case JSON -> NoticeJson.of(notice);
    };
  }
}
