package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.util.UUID;

/**
 * The older query protocol, which STS speaks, and EC2 in a way of its own: a form goes in, XML
 * comes out.
 */
final class QueryProtocol implements Protocol {
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
  private static final String EC2_NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

  private String service = "sts";

  @Override
  public Invocation read(Request request) throws IOException {
    ObjectNode input = Json.object();
    Request.parameters(request.text()).forEach(input::put);
    Fields fields = new Fields(input);
    service = fields.text("Version").orElse("").equals("2016-11-15") ? "ec2" : "sts";
    return new Invocation(service, fields.text("Action").orElse(""), fields);
  }

  @Override
  public Response answer(Invocation invocation, ObjectNode result) {
    String name = invocation.operation();
    if (service.equals("ec2")) {
      return response(
          200,
          "<%1$sResponse xmlns=\"%2$s\"><requestId>%3$s</requestId>%4$s</%1$sResponse>"
              .formatted(name, EC2_NAMESPACE, UUID.randomUUID(), elements(result)));
    }
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
    if (service.equals("ec2")) {
      return response(
          error.status(),
          "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors><RequestID>%s</RequestID></Response>"
              .formatted(escaped(error.code()), escaped(error.text()), UUID.randomUUID()));
    }
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
        "The local cloud has no operation %s %s.".formatted(service, invocation.operation()));
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
    if (value instanceof ArrayNode array) {
      StringBuilder items = new StringBuilder();
      array.forEach(item -> items.append("<item>").append(text(item)).append("</item>"));
      return items.toString();
    }
    return value instanceof ObjectNode object ? elements(object) : escaped(value.asText());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
