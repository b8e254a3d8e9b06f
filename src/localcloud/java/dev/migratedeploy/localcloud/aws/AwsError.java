package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** An error as AWS answers it: an HTTP status, a code that clients branch on, a message. */
public final class AwsError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final String text;
  private final List<String> resourceIds;

  private AwsError(int status, String code, String text, List<String> resourceIds) {
    super(code + ": " + text);
    this.status = status;
    this.code = code;
    this.text = text;
    this.resourceIds = List.copyOf(resourceIds);
  }

  public static AwsError of(int status, String code, String text) {
    return new AwsError(status, code, text, List.of());
  }

  public static AwsError client(String text) {
    return of(400, "ClientException", text);
  }

  public static AwsError invalidParameter(String text) {
    return of(400, "InvalidParameterException", text);
  }

  public static AwsError notFound(String text) {
    return of(400, "ResourceNotFoundException", text);
  }

  /**
   * The same client token came with other parameters.
   *
   * @param resourceIds the ARNs of the tasks that the token belongs to
   */
  public static AwsError conflict(List<String> resourceIds) {
    return new AwsError(
        400,
        "ConflictException",
        "The client token was used before with other parameters.",
        resourceIds);
  }

  public static AwsError throttling() {
    return of(400, "ThrottlingException", "Rate exceeded");
  }

  /** The service's own failure, which a client is free to try again. */
  public static AwsError server() {
    return of(500, "ServerException", "Service Unavailable. Please try again later.");
  }

  /**
   * No policy allows the call.
   *
   * @param action such as {@code ecs:RunTask}
   */
  public static AwsError accessDenied(String action) {
    return of(
        400,
        "AccessDeniedException",
        "User: %s is not authorized to perform: %s on resource: * because no identity-based policy allows the %s action"
            .formatted(Arns.user(), action, action));
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  /** The message as the client reads it. */
  String text() {
    return text;
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object().put("__type", code).put("message", text);
    if (!resourceIds.isEmpty()) {
      json.set("resourceIds", Json.texts(resourceIds));
    }
    return json;
  }
}
