package dev.migratedeploy.runner.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The file that the Runner hands on, as {@code common/spec/job.go} of its sources has it. The
 * Runner writes its own record again, so a key that is there twice is no work of the Runner's:
 * refused. Keys that this tool does not know are newer ones, and left alone.
 */
final class JobFile {
  /** The variables of a project and its groups, of some kilobytes each, may all be in it. */
  private static final int MOST_BYTES = 16 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode root;

  private JobFile(JsonNode root) {
    this.root = root;
  }

  static JobFile read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw refused("it is larger than %d MiB".formatted(MOST_BYTES >> 20));
      }
      JsonNode root = JSON.readTree(bytes);
      if (!root.isObject()) {
        throw refused("it is not a JSON object");
      }
      return new JobFile(root);
    } catch (JsonProcessingException e) {
      // Its own message shows a piece of the file, where a secret may stand.
      throw refused(
          e.getMessage() != null && e.getMessage().startsWith("Duplicate field")
              ? "a key is in it twice"
              : "it is not valid JSON");
    } catch (IOException e) {
      throw refused(e.getClass().getSimpleName() + " while reading it");
    }
  }

  /**
   * A text that must be there.
   *
   * @param pointer such as {@code /git_info/sha}
   */
  String text(String pointer, Pattern form) {
    return optionalText(pointer, form).orElseThrow(() -> missing(pointer));
  }

  /** A text that is there, or neither it nor anything else; empty counts as nothing. */
  Optional<String> optionalText(String pointer, Pattern form) {
    JsonNode node = root.at(pointer);
    if (node.isMissingNode() || node.isNull() || "".equals(node.textValue())) {
      return Optional.empty();
    }
    if (!node.isTextual() || !form.matcher(node.textValue()).matches()) {
      throw refused(name(pointer) + " is not of the form that GitLab gives it");
    }
    return Optional.of(node.textValue());
  }

  long number(String pointer) {
    JsonNode node = root.at(pointer);
    if (!node.canConvertToLong() || !node.isIntegralNumber() || node.longValue() <= 0) {
      throw missing(pointer);
    }
    return node.longValue();
  }

  /** A number above zero; nothing else counts. */
  Optional<Long> optionalNumber(String pointer) {
    return Optional.of(root.at(pointer).asLong()).filter(number -> number > 0);
  }

  Optional<Boolean> flag(String pointer) {
    JsonNode node = root.at(pointer);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isBoolean()) {
      throw refused(name(pointer) + " is neither true nor false");
    }
    return Optional.of(node.booleanValue());
  }

  /** Refuses a job that would not come to the driver's work, or wants other work. */
  void checkSteps() {
    JobSteps.check(root);
  }

  /** The job's token, its registries' passwords and what GitLab masks. */
  List<String> secrets() {
    List<String> secrets = new ArrayList<>(List.of(root.path("token").asText()));
    for (JsonNode variable : root.path("variables")) {
      if (variable.path("masked").asBoolean() || variable.path("key").asText().endsWith("_TOKEN")) {
        secrets.add(variable.path("value").asText());
      }
    }
    for (JsonNode login : root.path("credentials")) {
      secrets.add(login.path("password").asText());
    }
    return secrets;
  }

  JobVariables variables() {
    return JobVariables.of(root.path("variables"));
  }

  private static RefusedException missing(String pointer) {
    return refused("it does not say " + name(pointer));
  }

  private static String name(String pointer) {
    return pointer.substring(1).replace('/', '.');
  }

  static RefusedException refused(String why) {
    return new RefusedException(
        Problem.of(
            "could not read the job that GitLab Runner handed on in JOB_RESPONSE_FILE: " + why,
            "start this command by GitLab Runner's custom executor only, of version 14.2 or"
                + " newer"));
  }
}
