package dev.migratedeploy.network;

import java.io.IOException;

/** What the server sends is beyond the bounds; the rest of it was not taken. */
public final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1;

  public TooLargeException(String words) {
    super(words);
  }
}
