package dev.migratedeploy.notify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migratedeploy.support.JsonText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a message was not taken, in words that hold nothing of the address but its host: exceptions
 * of Java's connection do, so their messages are not used, and a server may repeat the address.
 *
 * @param cut takes secrets out of a text
 */
record WebhookObjection(UnaryOperator<String> cut) {
  private static final int LONGEST_WORDS = 120;

  /** One of Slack's, such as {@code no_text}. What takes a message says {@code ok}, or nothing. */
  private static final Pattern ERROR_CODE = Pattern.compile("[a-z]++(?:_[a-z]++)++");

  /** To an answer; some answer 200 to what they do not take. */
  Optional<String> to(Webhook.Answer answer) {
    String text = answer.text().strip();
    if (answer.status() / 100 == 3) {
      return Optional.of(
          "it answered "
              + answer.status()
              + ", a redirect, which is not followed; set the address that it leads to");
    }
    boolean page = text.startsWith("<") || answer.type().startsWith("text/html");
    if (answer.status() / 100 != 2) {
      return Optional.of(
          "it answered " + answer.status() + (page || text.isEmpty() ? "" : ": " + said(text)));
    }
    if (page) {
      return Optional.of("it answered with an HTML page, so the address may not be a webhook's");
    }
    return saysThatItFailed(text) ? Optional.of("it answered: " + said(text)) : Optional.empty();
  }

  private static boolean saysThatItFailed(String text) {
    return text.startsWith("Webhook message delivery failed")
        || ERROR_CODE.matcher(text).matches()
        || (text.startsWith("{") && saysNo(text));
  }

  /** As Slack's Web API and Rocket.Chat have it. */
  private static boolean saysNo(String json) {
    try {
      JsonNode answer = JsonText.MAPPER.readTree(json);
      return isFalse(answer.path("ok")) || isFalse(answer.path("success"));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isFalse(JsonNode value) {
    return value.isBoolean() && !value.booleanValue();
  }

  /** Secrets are cut out first: of half of one nobody would know that it is one. */
  private String said(String text) {
    return ShortText.of(cut.apply(text), LONGEST_WORDS);
  }

  /** To a connection that did not come to an answer. */
  String to(IOException failure, String host) {
    if (failure instanceof SocketTimeoutException) {
      return host + " did not answer in time";
    }
    if (failure instanceof UnknownHostException) {
      return "the host " + host + " was not found (DNS)";
    }
    if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
      return host + " cannot be reached";
    }
    return failure instanceof SSLException
        ? "no TLS connection to " + host + "; " + reason(failure)
        : "the connection to " + host + " was lost";
  }

  private static String reason(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return "its certificate has expired";
      }
      // Of the host's name Java has no exception of its own.
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof CertificateException
          && (message.startsWith("No subject alternative") || message.startsWith("No name "))) {
        return "its certificate is for another name";
      }
    }
    return "if its certificate is not trusted, name its authority in SSL_CERT_FILE";
  }
}
