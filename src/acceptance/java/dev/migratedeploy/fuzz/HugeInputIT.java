package dev.migratedeploy.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What opens again and again and never closes: brackets of every kind, comments, quotes, aliases,
 * placeholders. What calls itself for each of them overflows the stack here, and what looks back
 * for each of them does not come to an end.
 */
class HugeInputIT {
  private static final int LENGTH = 100_000;

  private static final List<String> REPEATED =
      List.of(
          "(",
          ")",
          "[",
          "]",
          "[[",
          "{",
          "}",
          "{a: ",
          "{\"a\":",
          "[{",
          "a = [",
          "a = {b=",
          "a.",
          "/*",
          "*/",
          "--",
          "# ",
          "'",
          "''",
          "\"",
          "`",
          "\\",
          "$",
          "$$",
          "$a$",
          "$a$$b$",
          "${",
          "${a",
          "${A:-",
          "$${",
          "CASE ",
          "BEGIN ",
          "END ",
          "()DELETE ",
          "(DELETE ",
          "(UPDATE t SET a=",
          "CREATE FUNCTION ",
          "DELIMITER a",
          "COPY t FROM STDIN;\n",
          "migrate-deploy:allow a,",
          "ALTER TABLE t ADD COLUMN a int;",
          "UPDATE t SET a = 1;",
          ";",
          "a;",
          "- ",
          "? ",
          "! ",
          "!!a ",
          "&a ",
          "*a ",
          "*a, ",
          "<<: ",
          "a: &a\n",
          "- [",
          "|",
          ">",
          "| ",
          "+-",
          "%",
          "@",
          "\t",
          " ",
          "\n",
          "\r",
          "\f",
          "\u0085",
          "é",
          "1",
          "1.",
          "a",
          "a b",
          "a=b\n",
          "[a]\n",
          "a: b\n",
          "ERROR: ",
          "ERROR: Migration of schema \"",
          "Migrating schema \"a\" to version \"",
          "| a |",
          "Repairing Schema History table for version 1 (Description: ",
          "callback: Script ",
          "[migrate-deploy] end exit=0 lines=1\n",
          "{\"v\":1,\"run\":1,\"n\":1,\"event\":\"sizes\"}\n",
          "\u001b[",
          "\u001b[38;5;");

  @ParameterizedTest
  @EnumSource
  void whatNeverClosesIsReadOrRefused(FuzzTarget target) throws IOException {
    for (String beginning : List.of("", begin(target))) {
      for (String repeated : REPEATED) {
        String text = beginning + repeated.repeat(LENGTH / repeated.length());
        try {
          target.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException | AssertionError | StackOverflowError finding) {
          throw new AssertionError(
              "\"%s\" and \"%s\" again and again, of %s: %s"
                  .formatted(beginning, repeated, target, finding),
              finding);
        }
      }
    }
  }

  private static String begin(FuzzTarget target) {
    return switch (target) {
      case SETTINGS -> "environments:\n  staging:\n    cluster: ";
      case POLICY -> "projects:\n  a/b:\n    environments: ";
      case TOML -> "a = ";
      case SQL -> "WITH a AS (DELETE FROM t) UPDATE t SET a = ";
      case LOG -> "ERROR: Validate failed: Migrations have failed validation\n";
      case OBSERVER -> "{\"v\":1,\"run\":1,\"n\":1,\"event\":\"started\",\"by\":[";
      case JOB -> "{\"git_info\": ";
    };
  }
}
