package dev.migratedeploy.aws.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where reading many logs goes on. CloudWatch refuses a call that names a stream that does not
 * exist, and does not say which: the streams are then asked for in halves, a call for each.
 *
 * @param parts of the tasks, those that are still to be read; the first is being read
 * @param page CloudWatch's own token in the first part; absent: its first page
 */
record ManyLogsToken(List<Part> parts, Optional<String> page) {
  private static final Pattern COMMA = Pattern.compile(",");

  /** Tasks by their place in the query, with the first and without the last number. */
  record Part(int from, int to) {
    static Part parse(String text) {
      int dash = text.indexOf('-');
      return new Part(
          Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
    }

    @Override
    public String toString() {
      return from + "-" + to;
    }
  }

  ManyLogsToken {
    parts = List.copyOf(parts);
  }

  static ManyLogsToken start(int tasks) {
    return new ManyLogsToken(List.of(new Part(0, tasks)), Optional.empty());
  }

  static ManyLogsToken parse(String text) {
    int blank = text.indexOf(' ');
    return new ManyLogsToken(
        COMMA.splitAsStream(text.substring(0, blank)).map(Part::parse).toList(),
        Optional.of(text.substring(blank + 1)).filter(page -> !page.isEmpty()));
  }

  <T> List<T> of(List<T> tasks) {
    return tasks.subList(parts.get(0).from(), parts.get(0).to());
  }

  ManyLogsToken at(String nextPage) {
    return new ManyLogsToken(parts, Optional.of(nextPage));
  }

  /** Absent if this was the last part. */
  Optional<ManyLogsToken> afterPart() {
    return parts.size() == 1
        ? Optional.empty()
        : Optional.of(new ManyLogsToken(parts.subList(1, parts.size()), Optional.empty()));
  }

  /** The first part in halves; absent if it is one task, which has no stream, and was the last. */
  Optional<ManyLogsToken> halved() {
    Part part = parts.get(0);
    if (part.to() - part.from() <= 1) {
      return afterPart();
    }
    int middle = (part.from() + part.to()) >>> 1;
    List<Part> halves = new ArrayList<>(parts.subList(1, parts.size()));
    halves.add(0, new Part(middle, part.to()));
    halves.add(0, new Part(part.from(), middle));
    return Optional.of(new ManyLogsToken(halves, Optional.empty()));
  }

  @Override
  public String toString() {
    return parts.stream().map(Part::toString).collect(Collectors.joining(","))
        + " "
        + page.orElse("");
  }
}
