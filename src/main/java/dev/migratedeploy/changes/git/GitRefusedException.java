package dev.migratedeploy.changes.git;

import java.io.IOException;

/** The server has answered, but not with what was asked. */
public final class GitRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  private final int status;

  GitRefusedException(int status, String words) {
    super(words);
    this.status = status;
  }

  /** The status of HTTP; 200 where the refusal came in git's own protocol. */
  public int status() {
    return status;
  }
}
