package dev.migratedeploy.changes.git;

import java.io.IOException;
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

  /** The status of HTTP; 200 where the refusal came in git's own protocol. */
  public int status() {
    return status;
  }

  /** The header of that name: how long the server wants to be left alone. */
  public Optional<String> retryAfter() {
    return retryAfter;
  }
}
