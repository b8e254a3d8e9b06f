package dev.migratedeploy.thirdparty;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A licence as SPDX writes it: {@code (EPL-2.0 OR GPL-2.0-only WITH Classpath-exception-2.0) AND
 * MIT}. OR is a choice of whoever takes the software, AND is not, and binds more tightly.
 */
public record LicenceExpression(String text) {
  private static final Pattern TOKEN = Pattern.compile("[()]|[A-Za-z0-9.+-]+");
  private static final Pattern FORM = Pattern.compile("[()A-Za-z0-9.+\\s-]*");

  public LicenceExpression {
    Parser parser = new Parser(text);
    parser.choice(licence -> true);
    parser.end();
  }

  /** A choice of several, as a POM lists them. */
  static LicenceExpression anyOf(Collection<LicenceExpression> choices) {
    return joined(choices, " OR ");
  }

  /** All of several, as those of an image's parts. */
  public static LicenceExpression allOf(Collection<LicenceExpression> parts) {
    return joined(parts, " AND ");
  }

  private static LicenceExpression joined(Collection<LicenceExpression> parts, String word) {
    Set<String> texts =
        parts.stream()
            .map(LicenceExpression::text)
            .map(text -> parts.size() > 1 && isCompound(text) ? "(" + text + ")" : text)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new LicenceExpression(String.join(word, texts));
  }

  private static boolean isCompound(String text) {
    return text.contains(" OR ") || text.contains(" AND ");
  }

  /** Whether it can be met with these licences alone. */
  boolean isMetBy(Predicate<String> allowed) {
    return new Parser(text).choice(allowed);
  }

  /** The single licences in it, each with its exception. */
  public Set<String> licences() {
    Set<String> found = new LinkedHashSet<>();
    isMetBy(
        licence -> {
          found.add(licence);
          return true;
        });
    return found;
  }

  private static final class Parser {
    private final String text;
    private final Deque<String> tokens;

    Parser(String text) {
      this.text = text;
      List<String> found = TOKEN.matcher(text).results().map(MatchResult::group).toList();
      this.tokens = new ArrayDeque<>(found);
      if (found.isEmpty() || !FORM.matcher(text).matches()) {
        throw wrong();
      }
    }

    boolean choice(Predicate<String> allowed) {
      boolean met = all(allowed);
      while (next("OR")) {
        met |= all(allowed);
      }
      return met;
    }

    private boolean all(Predicate<String> allowed) {
      boolean met = one(allowed);
      while (next("AND")) {
        met &= one(allowed);
      }
      return met;
    }

    private boolean one(Predicate<String> allowed) {
      if (next("(")) {
        boolean met = choice(allowed);
        if (!next(")")) {
          throw wrong();
        }
        return met;
      }
      String licence = id();
      return allowed.test(next("WITH") ? licence + " WITH " + id() : licence);
    }

    private String id() {
      String token = tokens.poll();
      if (token == null || Set.of("(", ")", "AND", "OR", "WITH").contains(token)) {
        throw wrong();
      }
      return token;
    }

    private boolean next(String token) {
      if (token.equals(tokens.peek())) {
        tokens.remove();
        return true;
      }
      return false;
    }

    void end() {
      if (!tokens.isEmpty()) {
        throw wrong();
      }
    }

    private IllegalArgumentException wrong() {
      return new IllegalArgumentException("not a licence as SPDX writes it: " + text);
    }
  }
}
