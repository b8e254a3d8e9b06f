package dev.migratedeploy.gitlab;

import java.util.List;
import java.util.function.Predicate;

/** The comments of a merge request. */
public interface Notes {
  /** One comment. */
  public record Note(long id, String body) {}

  /**
   * Why a comment could not be read or written.
   *
   * <p>Passing troubles are worth another try; what was to be written may have been written.
   */
  public final class NotesException extends Exception {
    private static final long serialVersionUID = 1;
    private final boolean passing;

    public NotesException(String reason, boolean passing) {
      super(reason);
      this.passing = passing;
    }

    public boolean isPassing() {
      return passing;
    }

    public String reason() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * Those that this token's owner has written for this tool, the oldest first.
   *
   * @param isOurs whether the text of a comment was written by this tool
   */
  List<Note> ours(Predicate<String> isOurs) throws NotesException;

  void create(String body) throws NotesException;

  void rewrite(long id, String body) throws NotesException;

  void delete(long id) throws NotesException;
}
