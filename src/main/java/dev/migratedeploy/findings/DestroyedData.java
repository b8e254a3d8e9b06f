package dev.migratedeploy.findings;

import dev.migratedeploy.findings.sql.Harm;
import dev.migratedeploy.findings.sql.Harms;
import java.util.stream.Stream;

/** {@code drop}, {@code truncate}, and {@code delete-} and {@code update-without-where}. */
final class DestroyedData implements ContentRule {
  private static final String ALLOW = "see that nobody needs it, then allow it";

  @Override
  public Stream<Hit> check(ReadScript script, Circumstances circumstances) {
    return Harms.in(script.sql()).stream().map(harm -> hit(script.path(), harm));
  }

  private static Hit hit(String path, Harm harm) {
    return switch (harm.kind()) {
      case DROP ->
          Hit.of(
              ScriptRule.DROP, path, harm.line(), "it drops " + harm.what() + " for good", ALLOW);
      case TRUNCATE ->
          Hit.of(
              ScriptRule.TRUNCATE,
              path,
              harm.line(),
              "it empties " + harm.what() + " for good",
              ALLOW);
      case DELETE ->
          Hit.of(
              ScriptRule.DELETE_WITHOUT_WHERE,
              path,
              harm.line(),
              "without WHERE it deletes every row of " + harm.what(),
              "say which rows with WHERE, or allow it");
      case UPDATE ->
          Hit.of(
              ScriptRule.UPDATE_WITHOUT_WHERE,
              path,
              harm.line(),
              "without WHERE it changes every row of " + harm.what(),
              "say which rows with WHERE, or allow it");
    };
  }
}
