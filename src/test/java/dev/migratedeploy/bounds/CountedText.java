package dev.migratedeploy.bounds;

/** A text that counts how often its characters are looked at, and ends what looks too often. */
public final class CountedText implements CharSequence {
  /** The text was looked at more often than allowed. */
  public static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManySteps(long most) {
      super("more than " + most + " steps");
    }
  }

  private final String text;
  private final long most;
  private long steps;

  public CountedText(String text, long most) {
    this.text = text;
    this.most = most;
  }

  @Override
  public char charAt(int index) {
    if (++steps > most) {
      throw new TooManySteps(most);
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
