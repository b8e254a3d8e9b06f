package dev.migratedeploy.observer;

/** A list of JSON that ends before its line would be too long. */
final class JsonList {
  static final int LONGEST = 2_500;

  private final StringBuilder text = new StringBuilder("[");

  /** Whether it was taken. */
  boolean add(Object element) {
    String json = element.toString();
    if (text.length() > 1 && text.length() + json.length() > LONGEST) {
      return false;
    }
    if (text.length() > 1) {
      text.append(',');
    }
    text.append(json);
    return true;
  }

  boolean isEmpty() {
    return text.length() == 1;
  }

  @Override
  public String toString() {
    return text + "]";
  }
}
