package dev.migratedeploy.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.ci.Secret;
import dev.migratedeploy.review.Notes.NotesException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gitlab4j.api.GitLabApi.ApiVersion;
import org.gitlab4j.api.GitLabApiClient;
import org.gitlab4j.models.Constants.TokenType;
import org.jspecify.annotations.Nullable;

/** Sends single requests with {@code GITLAB_TOKEN} through gitlab4j. */
final class NoteRequests extends GitLabApiClient {
  private static final int CONNECT_TIMEOUT = 10_000;
  private static final int READ_TIMEOUT = 30_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What GitLab answered.
   *
   * @param nextPage its header, empty text at the end of a list
   */
  record Answer(JsonNode body, Optional<String> nextPage) {}

  private final Secret token;
  private final Client client;

  NoteRequests(CiContext ci) {
    super(ApiVersion.V4, host(ci), TokenType.PRIVATE, "", "", Map.of());
    this.token = ci.token().orElseGet(() -> Secret.of(""));
    this.client = createApiClient();
  }

  Answer read(Map<String, String> query, Object... path) throws NotesException {
    MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>(query);
    return answer(() -> get(parameters, path));
  }

  void create(Form form, Object... path) throws NotesException {
    answer(() -> post(form, path));
  }

  void change(Form form, Object... path) throws NotesException {
    answer(() -> put(form, path));
  }

  /** What is not there any more is deleted: another job may have been faster. */
  void remove(Object... path) throws NotesException {
    try (Response response = delete(new MultivaluedHashMap<>(), path)) {
      if (response.getStatus() != 404) {
        NotesProblems.check(response.getStatus(), "");
      }
    } catch (IOException | RuntimeException e) {
      throw NotesProblems.noAnswer(e);
    }
  }

  /** Instead of gitlab4j's own, which follows redirects and takes the token along. */
  @Override
  protected Invocation.Builder invocation(
      URL url, @Nullable MultivaluedMap<String, String> query, String accepted) {
    WebTarget target = client.target(url.toExternalForm());
    if (query != null) {
      for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
        target = target.queryParam(parameter.getKey(), parameter.getValue().toArray());
      }
    }
    return target
        .request(accepted)
        .header(PRIVATE_TOKEN_HEADER, token.reveal())
        .property("jersey.config.client.connectTimeout", CONNECT_TIMEOUT)
        .property("jersey.config.client.readTimeout", READ_TIMEOUT)
        .property("jersey.config.client.followRedirects", false);
  }

  @FunctionalInterface
  private interface Call {
    Response send() throws IOException;
  }

  private static Answer answer(Call call) throws NotesException {
    try (Response response = call.send()) {
      String text = response.readEntity(String.class);
      NotesProblems.check(response.getStatus(), text);
      return new Answer(
          JSON.readTree(text), Optional.ofNullable(response.getHeaderString("X-Next-Page")));
    } catch (JsonProcessingException e) {
      throw NotesProblems.notJson();
    } catch (IOException | RuntimeException e) {
      throw NotesProblems.noAnswer(e);
    }
  }

  private static String host(CiContext ci) {
    String apiUrl = ci.apiUrl().toString();
    return apiUrl.substring(0, apiUrl.length() - CiContext.API_PATH.length());
  }
}
