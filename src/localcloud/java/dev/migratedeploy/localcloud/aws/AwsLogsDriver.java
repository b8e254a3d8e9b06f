package dev.migratedeploy.localcloud.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Carries a container's lines to CloudWatch Logs as Docker's {@code awslogs} driver does, behind
 * what Fargate reads a container's pipes with. An empty line is dropped without a word. A line that
 * is too long arrives in chunks, which may end within a character; a chunk may become several
 * events. With a multi-line pattern the lines from one that matches up to the next are one event,
 * each with a line feed at its end, but for a chunk as long as an event may be.
 */
final class AwsLogsDriver implements Consumer<String> {
  /** An event's limit of 256 KiB less the 26 bytes that CloudWatch counts for each event. */
  static final int MOST_BYTES = 262_144 - 26;

  /** What a non-blocking driver on Fargate reads at once (shim-loggers-for-containerd 239). */
  private static final int BUFFER = 262_144;

  private static final long FLUSH_MILLIS = 5_000;

  private final LogStore logs;
  private final LogStream stream;
  private final Optional<Pattern> newEvent;
  private final int chunk;

  private String joined = "";
  private long joinedSince;

  private AwsLogsDriver(LogStore logs, LogStream stream, Map<String, String> options) {
    this.logs = logs;
    this.stream = stream;
    this.newEvent = MultilinePattern.of(options);
    this.chunk =
        options.getOrDefault("mode", "non-blocking").equals("blocking") ? MOST_BYTES : BUFFER;
  }

  /**
   * Reads a container definition's {@code logConfiguration}; empty for one without it, or with
   * another driver: its output goes nowhere.
   */
  static Optional<AwsLogsDriver> of(LogStore logs, Fields container, String region, String taskId)
      throws LocalStartFailure {
    Fields configuration = container.object("logConfiguration");
    if (!configuration.text("logDriver").equals(Optional.of("awslogs"))) {
      return Optional.empty();
    }
    Map<String, String> options = configuration.map("options");
    LogGroup group = group(logs, options, options.getOrDefault("awslogs-region", region));
    String prefix = options.getOrDefault("awslogs-stream-prefix", "ecs");
    LogStream stream =
        logs.createStream(group, prefix + "/" + container.required("name") + "/" + taskId);
    return Optional.of(new AwsLogsDriver(logs, stream, options));
  }

  private static LogGroup group(LogStore logs, Map<String, String> options, String region)
      throws LocalStartFailure {
    String name = options.getOrDefault("awslogs-group", "");
    if (options.getOrDefault("awslogs-create-group", "false").equals("true")) {
      return logs.createGroup(region, name);
    }
    return logs.find(region, name)
        .orElseThrow(
            () ->
                LocalStartFailure.ofTask(
                    "ResourceInitializationError: failed to validate logger args: create stream"
                        + " has been retried 1 times: failed to create Cloudwatch log stream:"
                        + " ResourceNotFoundException: The specified log group does not exist."
                        + " : exit status 1"));
  }

  @Override
  public synchronized void accept(String line) {
    if (line.length() * 3L < chunk) {
      take(line);
      return;
    }
    byte[] bytes = line.getBytes(UTF_8);
    int from = 0;
    // A full buffer is handed on before it is known whether the line ends there.
    for (; bytes.length - from >= chunk; from += chunk) {
      take(Utf8.replaceInvalid(Arrays.copyOfRange(bytes, from, from + chunk)));
    }
    take(Utf8.replaceInvalid(Arrays.copyOfRange(bytes, from, bytes.length)));
  }

  /** The end of the container's output. */
  synchronized void close() {
    flush();
  }

  private void take(String text) {
    if (newEvent.isEmpty()) {
      send(text);
      return;
    }
    int length = Utf8.length(text);
    boolean full = Utf8.length(joined) + length > MOST_BYTES;
    boolean old = logs.now() - joinedSince >= FLUSH_MILLIS;
    if (newEvent.get().matcher(text).find() || full || old) {
      flush();
    }
    joined += length < MOST_BYTES ? text + "\n" : text;
  }

  private void flush() {
    send(joined);
    joined = "";
    joinedSince = logs.now();
  }

  private void send(String text) {
    Utf8.split(text, MOST_BYTES).forEach(event -> logs.write(stream, event));
  }
}
