package dev.migratedeploy.gitlab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.gitlab.Notes.NotesException;
import dev.migratedeploy.support.Secret;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads and writes notes with {@code GITLAB_TOKEN}. */
final class NoteRequests extends GitLabHttpClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What GitLab answered.
   *
   * @param nextPage its header, empty text at the end of a list
   */
  record Answer(JsonNode body, Optional<String> nextPage) {}

  NoteRequests(CiContext ci) {
    super(
        ci,
        PRIVATE_TOKEN_HEADER,
        ci.token().orElseGet(() -> Secret.of("")),
        CONNECT_TIMEOUT,
        READ_TIMEOUT);
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
    try {
      int status =
          inTime(
              deadline -> {
                try (Response response = delete(new MultivaluedHashMap<>(), path)) {
                  return response.getStatus();
                }
              });
      if (status != 404) {
        NotesProblems.check(status, "");
      }
    } catch (IOException | RuntimeException e) {
      throw NotesProblems.noAnswer(e);
    }
  }

  @FunctionalInterface
  private interface Call {
    Response send() throws IOException;
  }

  /** What GitLab answered, not yet judged. */
  private record Read(int status, String text, Optional<String> nextPage) {}

  private Answer answer(Call call) throws NotesException {
    try {
      Read read =
          inTime(
              deadline -> {
                try (Response response = call.send()) {
                  return new Read(
                      response.getStatus(),
                      text(response, deadline),
                      Optional.ofNullable(response.getHeaderString("X-Next-Page")));
                }
              });
      NotesProblems.check(read.status(), read.text());
      return new Answer(JSON.readTree(read.text()), read.nextPage());
    } catch (JsonProcessingException e) {
      throw NotesProblems.notJson();
    } catch (IOException | RuntimeException e) {
      throw NotesProblems.noAnswer(e);
    }
  }
}
