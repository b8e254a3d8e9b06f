package dev.migratedeploy.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.ci.Secret;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gitlab4j.api.AbstractApi;
import org.gitlab4j.api.GitLabApi;
import org.gitlab4j.api.GitLabApiException;

/**
 * GitLab's notes of a merge request, through gitlab4j. Its own pager is not used: it takes the
 * first page for the whole list where a header is missing, and a comment that is not found would be
 * written a second time.
 */
final class GitLabNotes extends AbstractApi implements Notes {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
  private static final int PAGE = 100;

  /** Against a server that always has one more page. */
  private static final int MOST_PAGES = 500;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Object[] path;

  private GitLabNotes(GitLabApi gitLab, String project, String iid) {
    super(gitLab);
    this.path = new Object[] {"projects", project, "merge_requests", iid, "notes"};
  }

  static GitLabNotes of(CiContext ci, String iid) {
    String apiUrl = ci.apiUrl().toString();
    GitLabApi gitLab =
        new GitLabApi(
                apiUrl.substring(0, apiUrl.length() - CiContext.API_PATH.length()),
                TokenType.PRIVATE,
                ci.token().map(Secret::reveal).orElse(""))
            .withRequestTimeout((int) CONNECT_TIMEOUT.toMillis(), (int) READ_TIMEOUT.toMillis());
    return new GitLabNotes(gitLab, ci.projectId().replace("/", "%2F"), iid);
  }

  @Override
  public List<Note> ours() throws NotesException {
    long me = json(() -> get(Response.Status.OK, none(), "user")).body().path("id").asLong();
    List<Note> ours = new ArrayList<>();
    Optional<String> page = Optional.of("1");
    for (int pages = 0; page.isPresent() && pages < MOST_PAGES; pages++) {
      MultivaluedMap<String, String> query = none();
      query.add("per_page", String.valueOf(PAGE));
      query.add("page", page.get());
      Answer answer = json(() -> get(Response.Status.OK, query, path));
      for (JsonNode note : answer.body()) {
        if (note.path("author").path("id").asLong(-1) == me
            && CommentBody.isOurs(note.path("body").asText())) {
          ours.add(new Note(note.path("id").asLong(), note.path("body").asText()));
        }
      }
      page = answer.nextPage(page.get());
    }
    ours.sort(Comparator.comparingLong(Note::id));
    return ours;
  }

  @Override
  public void create(String body) throws NotesException {
    json(() -> post(Response.Status.CREATED, new Form("body", body), path));
  }

  @Override
  public void rewrite(long id, String body) throws NotesException {
    json(() -> put(Response.Status.OK, new Form("body", body).asMap(), below(id)));
  }

  @Override
  public void delete(long id) throws NotesException {
    try (Response response = delete(Response.Status.NO_CONTENT, none(), below(id))) {
      // Another job may have been faster.
      if (response.getStatus() != 404) {
        NotesProblems.check(response.getStatus(), "");
      }
    } catch (GitLabApiException | RuntimeException e) {
      throw NotesProblems.noAnswer(e);
    }
  }

  /** Every status is an answer; what it means is decided here. */
  @Override
  protected Response validate(Response response, Response.Status expected) {
    return response;
  }

  private Object[] below(long id) {
    Object[] note = java.util.Arrays.copyOf(path, path.length + 1);
    note[path.length] = id;
    return note;
  }

  private static MultivaluedMap<String, String> none() {
    return new MultivaluedHashMap<>();
  }

  @FunctionalInterface
  private interface Call {
    Response send() throws GitLabApiException;
  }

  private record Answer(JsonNode body, Optional<String> next) {
    /** Where the header is missing, as behind a proxy, an empty page is the last one. */
    Optional<String> nextPage(String page) {
      if (next.isPresent()) {
        return next.map(String::strip).filter(number -> !number.isEmpty());
      }
      return body.isEmpty()
          ? Optional.empty()
          : Optional.of(String.valueOf(Integer.parseInt(page) + 1));
    }
  }

  private static Answer json(Call call) throws NotesException {
    try (Response response = call.send()) {
      String text = response.readEntity(String.class);
      NotesProblems.check(response.getStatus(), text);
      return new Answer(
          JSON.readTree(text), Optional.ofNullable(response.getHeaderString("X-Next-Page")));
    } catch (JsonProcessingException e) {
      throw NotesProblems.notJson();
    } catch (GitLabApiException | RuntimeException e) {
      throw NotesProblems.noAnswer(e);
    }
  }
}
