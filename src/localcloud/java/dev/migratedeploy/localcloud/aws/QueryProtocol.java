package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.util.UUID;

/** The older query protocol, which STS speaks: a form goes in, XML comes out. */
final class QueryProtocol implements Protocol {
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

  @Override
  public Invocation read(Request request) throws IOException {
    ObjectNode input = Json.object();
    Request.parameters(request.text()).forEach(input::put);
    return new Invocation("sts", new Fields(input).text("Action").orElse(""), new Fields(input));
  }

  @Override
  public Response answer(Invocation invocation, ObjectNode result) {
    String name = invocation.operation();
    return response(
        200,
        """
        <%1$sResponse xmlns="%2$s"><%1$sResult>%3$s</%1$sResult>\
        <ResponseMetadata><RequestId>%4$s</RequestId></ResponseMetadata></%1$sResponse>
        """
            .formatted(name, NAMESPACE, elements(result), UUID.randomUUID()));
  }

  @Override
  public Response refuse(AwsError error) {
    return response(
        error.status(),
        """
        <ErrorResponse xmlns="%s"><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message></Error>\
        <RequestId>%s</RequestId></ErrorResponse>
        """
            .formatted(
                NAMESPACE,
                error.status() < 500 ? "Sender" : "Receiver",
                escaped(error.code()),
                escaped(error.text()),
                UUID.randomUUID()));
  }

  @Override
  public AwsError unsigned() {
    return AwsError.of(
        403, "MissingAuthenticationToken", "Request is missing Authentication Token");
  }

  @Override
  public AwsError unknown(Invocation invocation) {
    return AwsError.of(
        400,
        "InvalidAction",
        "The local cloud has no operation sts %s.".formatted(invocation.operation()));
  }

  private static Response response(int status, String xml) {
    return Response.text(status, "text/xml", xml);
  }

  private static String elements(ObjectNode object) {
    StringBuilder xml = new StringBuilder();
    object
        .properties()
        .forEach(
            field ->
                xml.append("<%1$s>%2$s</%1$s>".formatted(field.getKey(), text(field.getValue()))));
    return xml.toString();
  }

  private static String text(JsonNode value) {
    return value instanceof ObjectNode object ? elements(object) : escaped(value.asText());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
