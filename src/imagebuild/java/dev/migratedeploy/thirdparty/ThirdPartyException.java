package dev.migratedeploy.thirdparty;

/** The build cannot go on with what it found. */
public final class ThirdPartyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ThirdPartyException(String message) {
    super(message);
  }
}
