package dev.migratedeploy.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.gitlab.NoteRequests.Answer;
import jakarta.ws.rs.core.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.gitlab4j.api.utils.UrlEncoder;

/**
 * GitLab's notes of a merge request. gitlab4j's own pager is not used: it takes the first page for
 * the whole list where a header is missing, and a comment that is not found would be written a
 * second time.
 */
public final class GitLabNotes implements Notes {
  private static final String PAGE_SIZE = "100";

  /** Against a server that always has one more page. */
  private static final int MOST_PAGES = 500;

  private final NoteRequests requests;
  private final Object[] path;

  private GitLabNotes(NoteRequests requests, String project, String iid) {
    this.requests = requests;
    this.path =
        new Object[] {
          "projects", UrlEncoder.urlEncode(project), "merge_requests", iid, "notes",
        };
  }

  public static GitLabNotes of(CiContext ci, String iid) {
    return new GitLabNotes(new NoteRequests(ci), ci.projectId(), iid);
  }

  @Override
  public List<Note> ours(Predicate<String> isOurs) throws NotesException {
    long me = requests.read(Map.of(), "user").body().path("id").asLong();
    List<Note> ours = new ArrayList<>();
    Optional<String> page = Optional.of("1");
    for (int pages = 0; page.isPresent() && pages < MOST_PAGES; pages++) {
      Answer answer = requests.read(Map.of("per_page", PAGE_SIZE, "page", page.get()), path);
      for (JsonNode note : answer.body()) {
        if (note.path("author").path("id").asLong(-1) == me
            && isOurs.test(note.path("body").asText())) {
          ours.add(new Note(note.path("id").asLong(), note.path("body").asText()));
        }
      }
      page = next(page.get(), answer);
    }
    ours.sort(Comparator.comparingLong(Note::id));
    return ours;
  }

  @Override
  public void create(String body) throws NotesException {
    requests.create(new Form("body", body), path);
  }

  @Override
  public void rewrite(long id, String body) throws NotesException {
    requests.change(new Form("body", body), below(id));
  }

  @Override
  public void delete(long id) throws NotesException {
    requests.remove(below(id));
  }

  /**
   * A page may be short for what the reader may not see, so its length tells nothing. Where the
   * header is missing, as behind a proxy, an empty page is the last one.
   */
  private static Optional<String> next(String page, Answer answer) {
    if (answer.nextPage().isPresent()) {
      return answer.nextPage().map(String::strip).filter(number -> number.matches("\\d{1,9}"));
    }
    return answer.body().isEmpty()
        ? Optional.empty()
        : Optional.of(String.valueOf(Integer.parseInt(page) + 1));
  }

  private Object[] below(long id) {
    Object[] note = Arrays.copyOf(path, path.length + 1);
    note[path.length] = id;
    return note;
  }
}
