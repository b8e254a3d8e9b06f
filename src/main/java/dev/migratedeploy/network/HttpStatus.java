package dev.migratedeploy.network;

/** What a status of HTTP says about asking again. */
public final class HttpStatus {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;

  private HttpStatus() {}

  /**
   * Whether the server is overloaded or down for the moment: the same request may succeed later.
   */
  public static boolean isTransient(int status) {
    return status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR;
  }
}
