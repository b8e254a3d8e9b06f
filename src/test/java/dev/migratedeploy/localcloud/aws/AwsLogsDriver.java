package dev.migratedeploy.localcloud.aws;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries a container's lines to CloudWatch Logs as Docker's {@code awslogs} driver does: an empty
 * line is dropped without a word, and a line that is too long becomes several events.
 */
final class AwsLogsDriver implements Consumer<String> {
  /** An event's limit of 256 KiB less the 26 bytes that CloudWatch counts for each event. */
  static final int MOST_BYTES = 262_144 - 26;

  private final LogStore logs;
  private final LogStream stream;

  private AwsLogsDriver(LogStore logs, LogStream stream) {
    this.logs = logs;
    this.stream = stream;
  }

  /**
   * Reads a container definition's {@code logConfiguration}; the output of one without it, or with
   * another driver, goes nowhere.
   */
  static Consumer<String> of(LogStore logs, Fields container, String region, String taskId)
      throws StartFailure {
    Fields configuration = container.object("logConfiguration");
    if (!configuration.text("logDriver").equals(Optional.of("awslogs"))) {
      return line -> {};
    }
    Map<String, String> options = configuration.map("options");
    LogGroup group = group(logs, options, options.getOrDefault("awslogs-region", region));
    String prefix = options.getOrDefault("awslogs-stream-prefix", "ecs");
    return new AwsLogsDriver(
        logs, logs.createStream(group, prefix + "/" + container.required("name") + "/" + taskId));
  }

  private static LogGroup group(LogStore logs, Map<String, String> options, String region)
      throws StartFailure {
    String name = options.getOrDefault("awslogs-group", "");
    if (options.getOrDefault("awslogs-create-group", "false").equals("true")) {
      return logs.createGroup(region, name);
    }
    return logs.find(region, name)
        .orElseThrow(
            () ->
                StartFailure.ofTask(
                    "ResourceInitializationError: failed to validate logger args: create stream"
                        + " has been retried 1 times: failed to create Cloudwatch log stream:"
                        + " ResourceNotFoundException: The specified log group does not exist."
                        + " : exit status 1"));
  }

  @Override
  public void accept(String line) {
    if (line.length() * 3L <= MOST_BYTES) {
      if (!line.isEmpty()) {
        logs.write(stream, line);
      }
      return;
    }
    split(line);
  }

  /** Never within a character. */
  private void split(String line) {
    CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    CharBuffer rest = CharBuffer.wrap(line);
    while (rest.hasRemaining()) {
      int from = rest.position();
      encoder.reset().encode(rest, ByteBuffer.allocate(MOST_BYTES), true);
      logs.write(stream, line.substring(from, rest.position()));
    }
  }
}
