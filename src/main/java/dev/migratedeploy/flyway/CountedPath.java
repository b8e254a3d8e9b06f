package dev.migratedeploy.flyway;

/**
 * A path that ends its comparison with a pattern of somebody else's which looks at it too often:
 * {@code (a+)+b} is a location that Flyway takes.
 */
final class CountedPath implements CharSequence {
  /** Of a pattern as people write it, a few for each character. */
  private static final int MOST_STEPS = 1_000_000;

  /** The pattern looked at the path too often. */
  static final class TooManyStepsException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final String path;
  private int steps;

  CountedPath(String path) {
    this.path = path;
  }

  @Override
  public char charAt(int index) {
    if (++steps > MOST_STEPS) {
      throw new TooManyStepsException();
    }
    return path.charAt(index);
  }

  @Override
  public int length() {
    return path.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return path.subSequence(start, end);
  }

  @Override
  public String toString() {
    return path;
  }
}
