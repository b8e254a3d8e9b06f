package dev.migratedeploy.observer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The table of a statement, as far as a pattern can tell it; null otherwise. */
final class TargetTable {
  private static final String NAME =
      "((?:\"[^\"]+\"|`[^`]+`|[A-Za-z_][\\w$]*)(?:\\.(?:\"[^\"]+\"|`[^`]+`|[A-Za-z_][\\w$]*))?)";

  private static final Pattern CHANGED =
      Pattern.compile(
          "\\A(?:INSERT\\s+INTO|UPDATE|DELETE\\s+FROM)\\s+(?:ONLY\\s+)?" + NAME + "(?=[\\s(*]|\\z)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern INDEXED =
      Pattern.compile(
          "\\A(?:CREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+CONCURRENTLY\\b[^(]*?\\bON"
              + "|REINDEX\\s+(?:\\([^)]*\\)\\s*)?TABLE\\s+CONCURRENTLY)\\s+(?:ONLY\\s+)?"
              + NAME,
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private TargetTable() {}

  static @Nullable String ofChange(String sql) {
    return first(CHANGED, sql);
  }

  static @Nullable String ofConcurrentIndex(String sql) {
    return first(INDEXED, sql);
  }

  private static @Nullable String first(Pattern pattern, String sql) {
    Matcher matcher = pattern.matcher(sql);
    return matcher.find() ? matcher.group(1) : null;
  }
}
