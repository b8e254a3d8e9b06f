package dev.migratedeploy.image;

/** The words of a registry, or of a base image's owner, as a part of a sentence of ours. */
final class OneLine {
  private static final int LONGEST = 300;

  private OneLine() {}

  static String of(String words) {
    String cut = words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
    return cut.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }
}
