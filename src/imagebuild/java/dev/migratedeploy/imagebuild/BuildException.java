package dev.migratedeploy.imagebuild;

/** The image cannot be built; the message says what was tried, why it failed and what to do. */
final class BuildException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BuildException(String message) {
    super(message);
  }

  BuildException(String message, Throwable cause) {
    super(message, cause);
  }
}
