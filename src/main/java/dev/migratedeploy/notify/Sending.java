package dev.migratedeploy.notify;

import dev.migratedeploy.network.HttpStatus;
import dev.migratedeploy.network.Loopback;
import dev.migratedeploy.support.Sleeper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLException;

/**
 * Sends one message to one receiver, twice if it may help, within a bounded time. What it says of a
 * failure holds nothing of the address: exceptions of Java's connection do, so their messages are
 * not used.
 */
final class Sending {
  /** Half of the time, so that a first try that hangs leaves some for the second. */
  private static final int TRIES = 2;

  private static final Duration PAUSE = Duration.ofMillis(200);

  /** So that the words about a second try that hangs are there before the time is over. */
  private static final Duration SPARE = Duration.ofMillis(100);

  /** Half of less is no time for a connection. */
  private static final Duration SHORTEST_OF_TWO = Duration.ofMillis(800);

  private static final int LONGEST_WORDS = 120;

  private final Receiver receiver;
  private final Map<String, String> variables;
  private final Sleeper sleeper;

  Sending(Receiver receiver, Map<String, String> variables, Sleeper sleeper) {
    this.receiver = receiver;
    this.variables = variables;
    this.sleeper = sleeper;
  }

  /**
   * Sends it.
   *
   * @param id the same for both tries, so that a receiver can know the second one again
   * @param time for all of it
   * @return why it was not taken; empty if it was
   */
  Optional<String> send(Notice notice, String id, Duration time) {
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      return obstacle;
    }
    Optional<String> key = key();
    byte[] body = receiver.format().body(notice);
    Webhook webhook =
        new Webhook(
            address().orElseThrow(),
            headers(key, id, notice.time().ended().getEpochSecond(), body),
            body);
    return send(webhook, time);
  }

  /** What is wrong with the variables; empty if nothing is. */
  Optional<String> obstacle() {
    Optional<URI> address = address();
    if (address.isEmpty()) {
      return Optional.of(
          value(receiver.url()).isEmpty()
              ? "the variable " + receiver.url() + " is not set"
              : "the variable " + receiver.url() + " is not the https:// address of a webhook");
    }
    if (address.get().getRawUserInfo() != null) {
      return Optional.of(
          "the address in the variable "
              + receiver.url()
              + " has a user before its host, which is not supported; remove that part");
    }
    Optional<String> key = key();
    if (receiver.secret().isPresent() && key.isEmpty()) {
      return Optional.of("the variable " + receiver.secret().get() + " is not set");
    }
    if (key.filter(Sending::hasControlCharacter).isPresent()) {
      return Optional.of(
          "the variable "
              + receiver.secret().get()
              + " holds a line break or a control character; remove it");
    }
    return Optional.empty();
  }

  private Optional<String> key() {
    return receiver.secret().flatMap(this::value);
  }

  private Optional<String> send(Webhook webhook, Duration time) {
    int tries = time.compareTo(SHORTEST_OF_TWO) < 0 ? 1 : TRIES;
    Duration each = time.minus(SPARE).minus(PAUSE.multipliedBy(tries - 1)).dividedBy(tries);
    Optional<String> failure = Optional.empty();
    for (int attempt = 1; attempt <= tries; attempt++) {
      if (attempt > 1) {
        sleeper.sleep(PAUSE);
      }
      try {
        Webhook.Answer answer = webhook.post(each);
        failure = objection(answer);
        if (!HttpStatus.isTransient(answer.status())) {
          return failure;
        }
      } catch (IOException e) {
        failure = Optional.of(words(e, webhook.host()));
      } catch (RuntimeException e) {
        return Optional.of("it could not be sent (" + e.getClass().getSimpleName() + ")");
      }
    }
    return tries == 1 ? failure : failure.map(why -> why + " (tried twice)");
  }

  private Optional<URI> address() {
    return value(receiver.url())
        .flatMap(
            text -> {
              try {
                return Optional.of(new URI(text));
              } catch (URISyntaxException e) {
                return Optional.empty();
              }
            })
        .filter(uri -> uri.getHost() != null && Loopback.isPrivate(uri));
  }

  private static boolean hasControlCharacter(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  /** A header cannot hold a line break, which an editor leaves at a value's end. */
  private Optional<String> value(String variable) {
    return Optional.of(variables.getOrDefault(variable, "").strip())
        .filter(text -> !text.isEmpty());
  }

  private Map<String, String> headers(Optional<String> key, String id, long second, byte[] body) {
    if (key.isEmpty()) {
      return Map.of();
    }
    return receiver.format().signs()
        ? new TreeMap<>(new WebhookSignature(key.get()).headers(id, second, body))
        : Map.of("Authorization", "Bearer " + key.get());
  }

  /** Some answer 200 to what they do not take. */
  private static Optional<String> objection(Webhook.Answer answer) {
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
    return text.startsWith("Webhook message delivery failed")
        ? Optional.of("it answered: " + said(text))
        : Optional.empty();
  }

  private static String said(String text) {
    return ShortText.of(text, LONGEST_WORDS);
  }

  private static String words(IOException failure, String host) {
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
        ? "no TLS connection to "
            + host
            + "; if its certificate is not trusted, name its authority in SSL_CERT_FILE"
        : "the connection to " + host + " was lost";
  }
}
