package dev.migratedeploy.findings.sql;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One statement of a script.
 *
 * @param sql as it is written, without the delimiter
 * @param tokens without comments; at least one
 */
public record Statement(String sql, List<Token> tokens) {
  public Statement {
    tokens = List.copyOf(tokens);
  }

  /** Where it begins, the script's first line being 1. */
  public int line() {
    return tokens.get(0).line();
  }

  /** Whether it begins with these words. */
  public boolean begins(String... words) {
    return follows(0, words);
  }

  /** Whether these words stand one behind the other from a token on. */
  boolean follows(int index, String... words) {
    return index + words.length <= tokens.size()
        && IntStream.range(0, words.length).allMatch(i -> tokens.get(index + i).is(words[i]));
  }

  /** Whether a word stands anywhere in it. */
  public boolean has(String word) {
    return tokens.stream().anyMatch(token -> token.is(word));
  }

  /** The word of a token in capital letters; empty for what is none, and behind the end. */
  public String word(int index) {
    return index < tokens.size() ? tokens.get(index).word() : "";
  }

  boolean isSymbol(int index, char symbol) {
    return index < tokens.size() && tokens.get(index).isSymbol(symbol);
  }
}
