package dev.migratedeploy.localcloud.aws;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets Manager and the Systems Manager Parameter Store, as far as a task sees them. */
public final class LocalSecrets {
  private static final int ARN_PARTS = 7;

  private final Map<String, String> values = new ConcurrentHashMap<>();

  LocalSecrets() {}

  /**
   * Stores a secret or a parameter.
   *
   * @param name a secret's ARN, or a parameter's ARN or name
   */
  public void put(String name, String value) {
    values.put(name, value);
  }

  /**
   * What a container gets to see.
   *
   * @param valueFrom as in a container definition's {@code secrets}: a secret's ARN with or without
   *     {@code :json-key:version-stage:version-id}, or a parameter's ARN or name
   */
  String resolve(String valueFrom) throws LocalStartFailure {
    return valueFrom.startsWith("arn:aws:secretsmanager:")
        ? secret(valueFrom)
        : parameter(valueFrom);
  }

  private String secret(String valueFrom) throws LocalStartFailure {
    String[] parts = valueFrom.split(":", -1);
    if (parts.length <= ARN_PARTS) {
      return value(valueFrom);
    }
    String arn = String.join(":", Arrays.copyOf(parts, ARN_PARTS));
    String key = parts[ARN_PARTS];
    String value = value(arn);
    return key.isEmpty() ? value : field(value, key);
  }

  private String value(String arn) throws LocalStartFailure {
    return Optional.ofNullable(values.get(arn))
        .orElseThrow(
            () ->
                unable(
                    "unable to retrieve secret from asm: service call has been retried 1 time(s):"
                        + " failed to fetch secret "
                        + arn
                        + " from secrets manager: ResourceNotFoundException: Secrets Manager can't"
                        + " find the specified secret."));
  }

  private static String field(String json, String key) throws LocalStartFailure {
    return new Fields(Json.parse(json))
        .text(key)
        .orElseThrow(
            () ->
                unable(
                    "unable to retrieve secret from asm: retrieved secret from Secrets Manager did"
                        + " not contain json key "
                        + key));
  }

  private String parameter(String valueFrom) throws LocalStartFailure {
    String name = valueFrom.replaceFirst("^arn:aws:ssm:[^:]*:[^:]*:parameter/?", "");
    return Optional.ofNullable(values.get(valueFrom))
        .or(() -> Optional.ofNullable(values.get(name)))
        .or(() -> Optional.ofNullable(values.get("/" + name)))
        .orElseThrow(
            () ->
                unable(
                    "unable to retrieve secrets from ssm: service call has been retried 1 time(s):"
                        + " invalid ssm parameters: "
                        + name));
  }

  private static LocalStartFailure unable(String why) {
    return LocalStartFailure.ofTask(
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource"
            + " retrieval failed: "
            + why);
  }
}
