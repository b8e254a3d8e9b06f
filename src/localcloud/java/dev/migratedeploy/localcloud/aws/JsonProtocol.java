package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/** AWS JSON 1.1: the operation stands in a header, everything else is JSON. */
final class JsonProtocol implements Protocol {
  private static final Map<String, String> SERVICES =
      Map.of(
          "AmazonEC2ContainerServiceV20141113", "ecs",
          "Logs_20140328", "logs",
          "ServiceQuotasV20190624", "servicequotas",
          "AmazonEC2ContainerRegistry_V20150921", "ecr");

  @Override
  public Invocation read(Request request) throws IOException {
    String target = request.header("X-Amz-Target").orElse("");
    int dot = target.lastIndexOf('.');
    return new Invocation(
        SERVICES.getOrDefault(target.substring(0, Math.max(dot, 0)), ""),
        target.substring(dot + 1),
        new Fields(Json.parse(request.text())));
  }

  @Override
  public Response answer(Invocation invocation, ObjectNode result) {
    return response(200, result);
  }

  @Override
  public Response refuse(AwsError error) {
    return response(error.status(), error.toJson());
  }

  @Override
  public AwsError unsigned() {
    return AwsError.of(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
  }

  @Override
  public AwsError unknown(Invocation invocation) {
    return AwsError.of(
        400,
        "UnknownOperationException",
        "The local cloud has no operation %s %s."
            .formatted(invocation.service(), invocation.operation()));
  }

  private static Response response(int status, ObjectNode body) {
    return Response.text(status, "application/x-amz-json-1.1", body.toString())
        .with("x-amzn-RequestId", UUID.randomUUID().toString());
  }
}
