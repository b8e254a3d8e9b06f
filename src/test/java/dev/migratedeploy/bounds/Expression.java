package dev.migratedeploy.bounds;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression of the program.
 *
 * @param place the class and the name, for the message
 * @param searches whether it is looked for within a text, not compared with the whole of it
 */
record Expression(String place, Pattern pattern, boolean searches) {
  /** Linear ones take a few steps for each character, also where every alternative is tried. */
  private static final int STEPS_PER_CHARACTER = 60;

  private static final int LENGTH = 400;

  private static final int MOST_LITERALS = 14;

  /** Enough for Java's engine to overflow the stack where a group's repetition calls itself. */
  private static final int DEEP = 30_000;

  private static final Pattern LITERAL =
      Pattern.compile("[\\p{Alnum} :,'\"/=@_-]+|\\\\[^\\p{Alnum}]");
  private static final List<String> SIGNS =
      List.of("a", "A", "1", " ", ".", "-", "_", "/", "\"", "'", ":", "[", "(", "<", "\n", "é");

  /** What is wrong with it; empty for a linear one. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    boolean repeatsGroups = pattern.pattern().matches("(?s).*\\)[*+{].*");
    for (String before : beginnings()) {
      for (String repeated : repeated()) {
        for (String after : List.of("\u0001", "!\n")) {
          check(before, repeated, after, LENGTH, problems);
        }
        if (repeatsGroups && repeated.length() > 1) {
          check(before, repeated, "\u0001", DEEP, problems);
        }
        if (!problems.isEmpty()) {
          return problems;
        }
      }
    }
    return problems;
  }

  private void check(
      String before, String repeated, String after, int length, List<String> problems) {
    String text = before + repeated.repeat(length / repeated.length()) + after;
    CountedText counted = new CountedText(text, (long) STEPS_PER_CHARACTER * text.length());
    try {
      run(pattern.matcher(counted));
    } catch (CountedText.TooManySteps | StackOverflowError e) {
      problems.add(
          "%s: %s on \"%s\" + \"%s\" × %d + \"%s\": %s"
              .formatted(
                  place,
                  pattern,
                  before,
                  repeated,
                  length / repeated.length(),
                  after,
                  e instanceof StackOverflowError ? "the stack overflows" : e.getMessage()));
    }
  }

  private void run(Matcher matcher) {
    if (!searches) {
      matcher.matches();
      return;
    }
    while (matcher.find()) {
      // All of them.
    }
  }

  /** The words of the expression itself lead to its inner parts. */
  private Set<String> beginnings() {
    Set<String> beginnings = new LinkedHashSet<>();
    beginnings.add("");
    StringBuilder all = new StringBuilder();
    for (String literal : literals()) {
      all.append(literal);
      beginnings.add(all.toString());
    }
    return beginnings;
  }

  private Set<String> repeated() {
    Set<String> repeated = new LinkedHashSet<>(SIGNS);
    List<String> literals = literals();
    repeated.addAll(literals);
    literals.forEach(literal -> repeated.add(literal + "a"));
    for (int i = 1; i < literals.size(); i++) {
      repeated.add(literals.get(i - 1) + literals.get(i));
      repeated.add(literals.get(i - 1) + "a" + literals.get(i));
      repeated.add(literals.get(i) + literals.get(i - 1));
    }
    repeated.add(String.join("", literals));
    repeated.remove("");
    for (String sign : List.of(".", "/", "-", "_", " ", ",", ":", "\"")) {
      repeated.add("a" + sign);
    }
    return repeated;
  }

  private List<String> literals() {
    List<String> literals = new ArrayList<>();
    Matcher literal = LITERAL.matcher(sample());
    while (literal.find() && literals.size() < MOST_LITERALS) {
      literals.add(literal.group().replace("\\", ""));
    }
    return literals;
  }

  /** Nearly a text that matches: of each class of characters one, and no more alternatives. */
  private String sample() {
    return pattern
        .pattern()
        .replaceAll("\\(\\?[a-z]+\\)", "")
        .replaceAll("\\(\\?(<\\w+>|[<:=!]*)", "(")
        .replaceAll("\\[\\^(?:[^\\]\\\\]|\\\\.)+]", "a")
        .replaceAll("\\[([^\\]\\\\])(?:[^\\]\\\\]|\\\\.)*]", "$1")
        .replaceAll("\\[(\\\\[a-z])(?:[^\\]\\\\]|\\\\.)*]", "$1")
        .replaceAll("\\\\d", "1")
        .replaceAll("\\\\[wS]", "a")
        .replaceAll("\\\\s", " ")
        .replaceAll("(?<!\\\\)\\{\\d+,?\\d*}", "");
  }
}
