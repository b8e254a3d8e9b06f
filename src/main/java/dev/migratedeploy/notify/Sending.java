package dev.migratedeploy.notify;

import dev.migratedeploy.network.Deadline;
import dev.migratedeploy.network.HttpStatus;
import dev.migratedeploy.network.Loopback;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.Sleeper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Sends one message to one receiver, twice if it may help, within a bounded time. */
final class Sending {
  private static final int TRIES = 2;

  private static final Duration PAUSE = Duration.ofMillis(200);

  /** Slack takes a message a second, and may shut out an application that does not heed that. */
  private static final Duration PAUSE_OF_TOO_MANY = Duration.ofSeconds(1);

  /**
   * A part of the time, so that the words about a second try that hangs are there before its end.
   */
  private static final int SPARE = 10;

  /** Half of less is no time for a connection. */
  private static final Duration SHORTEST_OF_TWO = Duration.ofMillis(800);

  private static final Duration SHORTEST_TRY = Duration.ofMillis(100);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int HIGHEST_PORT = 65_535;

  private final Receiver receiver;
  private final Map<String, String> variables;
  private final Sleeper sleeper;
  private final WebhookObjection objection;

  /**
   * Sends with what variables hold.
   *
   * @param cut takes secrets out of what a server says
   */
  Sending(
      Receiver receiver,
      Map<String, String> variables,
      UnaryOperator<String> cut,
      Sleeper sleeper) {
    this.receiver = receiver;
    this.variables = variables;
    this.sleeper = sleeper;
    this.objection = new WebhookObjection(cut);
  }

  /**
   * What came of one try.
   *
   * @param failure empty if it was taken
   * @param again whether another one may help
   * @param pause before that
   */
  private record SendAttempt(Optional<String> failure, boolean again, Duration pause) {}

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

  /** A first try that hangs takes half of the time and leaves the rest for the second. */
  private Optional<String> send(Webhook webhook, Duration time) {
    Duration most = time.minus(time.dividedBy(SPARE));
    Deadline deadline = Deadline.in(most);
    int tries = time.compareTo(SHORTEST_OF_TWO) < 0 ? 1 : TRIES;
    Duration each = most.minus(PAUSE.multipliedBy(tries - 1)).dividedBy(tries);
    SendAttempt first = once(webhook, each);
    if (tries == 1 || !first.again()) {
      return first.failure();
    }
    Duration left = deadline.left().minus(first.pause());
    if (left.compareTo(SHORTEST_TRY) < 0) {
      return first.failure().map(why -> why + pause(first.pause()));
    }
    sleeper.sleep(first.pause());
    return once(webhook, left.compareTo(each) < 0 ? left : each)
        .failure()
        .map(why -> why + " (tried twice)");
  }

  private static String pause(Duration asked) {
    return asked.compareTo(PAUSE) > 0 ? "; it wants a pause of " + HumanReadable.limit(asked) : "";
  }

  private SendAttempt once(Webhook webhook, Duration time) {
    try {
      Webhook.Answer answer = webhook.post(time);
      Duration usual = answer.status() == TOO_MANY_REQUESTS ? PAUSE_OF_TOO_MANY : PAUSE;
      return new SendAttempt(
          objection.to(answer),
          HttpStatus.isTransient(answer.status()),
          answer.pause().filter(asked -> asked.compareTo(usual) > 0).orElse(usual));
    } catch (IOException e) {
      return new SendAttempt(Optional.of(objection.to(e, webhook.host())), true, PAUSE);
    } catch (RuntimeException e) {
      String why = "it could not be sent (" + e.getClass().getSimpleName() + ")";
      return new SendAttempt(Optional.of(why), false, PAUSE);
    }
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
        .filter(
            uri ->
                uri.getHost() != null && uri.getPort() <= HIGHEST_PORT && Loopback.isPrivate(uri));
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
}
