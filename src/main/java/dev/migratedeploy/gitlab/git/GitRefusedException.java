package dev.migratedeploy.gitlab.git;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** The server has answered, but not with what was asked. */
public final class GitRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Optional<String> retryAfter;

  GitRefusedException(int status, String words, Optional<String> retryAfter) {
    super(words);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** The status of HTTP; 200 if the refusal came in git's own protocol. */
  public int status() {
    return status;
  }

  /** Whether the server has no object of the id that it was asked for; the words are git's. */
  public boolean saysNotThere() {
    return status == HttpURLConnection.HTTP_OK
        && String.valueOf(getMessage()).contains("not our ref");
  }

  /** The header of that name: how long the server wants to be left alone. */
  public Optional<String> retryAfter() {
    return retryAfter;
  }
}
