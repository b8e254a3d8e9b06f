package dev.migratedeploy.localcloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndpointTest {
  private static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=AKIA/20261124/us-east-1/ecs/aws4_request, SignedHeaders=host,"
          + " Signature=0";

  private final LocalAws aws = LocalAws.start(ProgramRuntime.echo());

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void anUnsignedRequestIsRefused() throws Exception {
    HttpResponse<String> answer =
        send(
            request("{}")
                .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.ListClusters"));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("\"__type\":\"MissingAuthenticationTokenException\"");
  }

  @Test
  void anUnsignedFormIsRefusedInXml() throws Exception {
    HttpResponse<String> answer = send(request("Action=GetCallerIdentity&Version=2011-06-15"));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("<Code>MissingAuthenticationToken</Code>");
  }

  @Test
  void anUnknownOperationIsNamed() throws Exception {
    HttpResponse<String> answer =
        send(signed("AmazonEC2ContainerServiceV20141113.DeleteEverything", "{}"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("UnknownOperationException", "ecs DeleteEverything");
    assertThat(send(signed("Nothing", "{}")).body()).contains("UnknownOperationException");
  }

  @Test
  void aBodyThatIsNotJsonIsRefused() throws Exception {
    HttpResponse<String> answer =
        send(signed("AmazonEC2ContainerServiceV20141113.ListClusters", "<xml/>"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("SerializationException");
  }

  @Test
  void aDefectOfTheLocalCloudIsNamed() throws Exception {
    HttpResponse<String> answer =
        send(
            signed(
                "AmazonEC2ContainerServiceV20141113.RegisterTaskDefinition",
                "{\"family\": \"x\", \"containerDefinitions\": [1]}"));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("InternalFailure", "ClassCastException");
  }

  @Test
  void theRegionIsTheOneOfTheSignature() throws Exception {
    aws.ecs().createCluster("in-eu-west-1");
    HttpResponse<String> answer =
        send(
            signed(
                "AmazonEC2ContainerServiceV20141113.CreateCluster",
                "{\"clusterName\": \"staging\"}"));
    assertThat(answer.body()).contains("arn:aws:ecs:us-east-1:123456789012:cluster/staging");
    assertThat(send(signed("AmazonEC2ContainerServiceV20141113.ListClusters", "{}")).body())
        .isEqualTo("{\"clusterArns\":[\"arn:aws:ecs:us-east-1:123456789012:cluster/staging\"]}");
  }

  private HttpRequest.Builder signed(String target, String body) {
    return request(body).header("X-Amz-Target", target).header("Authorization", SIGNED);
  }

  private HttpRequest.Builder request(String body) {
    return HttpRequest.newBuilder(aws.uri()).POST(BodyPublishers.ofString(body));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
