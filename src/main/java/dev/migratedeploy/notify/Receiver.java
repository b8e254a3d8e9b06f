package dev.migratedeploy.notify;

import dev.migratedeploy.verdict.Verdict;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who is told of a deploy. It holds the names of variables only: the address of a webhook lets
 * everybody write there who knows it.
 *
 * @param url the variable with the webhook's address
 * @param secret the variable with the key of an alert endpoint, or the one that signs the JSON
 * @param verdicts those that are told
 * @param environments empty for all
 */
public record Receiver(
    MessageFormat format,
    String url,
    Optional<String> secret,
    Set<Verdict.Kind> verdicts,
    Set<String> environments) {
  /** Of the parts of a path those that nobody could guess. */
  private static final int SHORTEST_PART = 16;

  public Receiver {
    verdicts = Set.copyOf(verdicts);
    environments = Set.copyOf(environments);
  }

  /** Whether it wants to hear of a verdict on an environment. */
  public boolean isToldOf(Verdict.Kind verdict, String environment) {
    return verdicts.contains(verdict) && isOf(environment);
  }

  /** Whether it wants to hear of an environment. */
  public boolean isOf(String environment) {
    return environments.isEmpty() || environments.contains(environment);
  }

  /** What must be printed nowhere: servers speak of the path only, or of its last part. */
  public List<String> secrets(Map<String, String> variables) {
    return Stream.concat(Stream.of(url), secret.stream())
        .map(name -> variables.getOrDefault(name, "").strip())
        .flatMap(value -> Stream.concat(Stream.of(value), parts(value)))
        .filter(value -> !value.isEmpty())
        .distinct()
        .toList();
  }

  private Stream<String> parts(String address) {
    int host = address.indexOf("://");
    int path = host < 0 ? -1 : address.indexOf('/', host + 3);
    return path < 0
        ? Stream.of()
        : Stream.concat(
            Stream.of(address.substring(path)),
            Stream.concat(
                    Stream.of(address.substring(path).split("[?#]", 2)[0]),
                    Stream.of(
                        address.substring(secretFrom(address, path) + 1).split("[/?&=#]", -1)))
                .flatMap(part -> Stream.of(part, decoded(part)))
                .filter(part -> part.length() >= SHORTEST_PART));
  }

  /** As the server reads it. */
  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noEscape) {
      return part;
    }
  }

  /** The path to GitLab's own endpoint begins with a project, whose name everybody may read. */
  private int secretFrom(String address, int path) {
    return format == MessageFormat.GITLAB_ALERT ? address.lastIndexOf('/') : path;
  }

  /** Whether both write to the same place, which then gets one message. */
  public boolean isAt(Receiver other) {
    return format == other.format && url.equals(other.url);
  }

  /** Why nothing can be sent, without the address; empty if it can be tried. */
  public Optional<String> obstacle(Map<String, String> variables) {
    return new Sending(this, variables, text -> text, pause -> {}).obstacle();
  }

  /** In a note, without anything secret. */
  public String words() {
    return format.key() + " ($" + url + ")";
  }
}
