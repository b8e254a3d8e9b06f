package dev.migratedeploy.flyway.configuration;

/** A file cannot be read as what its name says it is. */
public final class MalformedFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String why;

  MalformedFileException(int line, String why) {
    super("line " + line + ": " + why);
    this.line = line;
    this.why = why;
  }

  /** Counted from 1. */
  public int line() {
    return line;
  }

  /** Half a sentence, which never quotes the file: the line may hold a secret. */
  public String why() {
    return why;
  }
}
