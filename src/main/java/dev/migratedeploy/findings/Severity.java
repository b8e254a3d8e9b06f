package dev.migratedeploy.findings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much a rule counts, from nothing to everything. */
public enum Severity {
  /** The rule is not looked at; no finding has this severity. */
  OFF,
  /** Goes into {@code codequality.json} only. */
  INFO,
  /** Is shown in the job's output too. */
  WARNING,
  /** Stops a deploy before an image is built. */
  ERROR;

  /**
   * As it is written in the settings: {@code off}, {@code info}, {@code warning}, {@code error}.
   */
  public static final List<String> WORDS = Arrays.stream(values()).map(Severity::word).toList();

  /** The severity that a word of the settings names. */
  public static Optional<Severity> named(String word) {
    return Arrays.stream(values()).filter(severity -> severity.word().equals(word)).findFirst();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
