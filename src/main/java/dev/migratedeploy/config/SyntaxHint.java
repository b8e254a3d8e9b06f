package dev.migratedeploy.config;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in one line why a file is no YAML, where the parser takes ten. */
final class SyntaxHint {
  private SyntaxHint() {}

  static String of(MarkedYAMLException syntax, String text) {
    String problem = String.valueOf(syntax.getProblem()).replaceAll("\\s+", " ").strip();
    Mark mark = syntax.getProblemMark();
    String line = mark == null ? "" : text.lines().skip(mark.getLine()).findFirst().orElse("");
    if (holdsPlaceholderInBrackets(line)) {
      return problem + "; inside [ ] and { } a placeholder needs quotes: \"${NAME}\"";
    }
    if (problem.contains("'\\t(TAB)'")) {
      return "a tab; YAML is indented with blanks";
    }
    if (problem.contains("<block end>")) {
      return problem + "; is it indented like the lines it belongs to?";
    }
    return problem;
  }

  private static boolean holdsPlaceholderInBrackets(String line) {
    int bracket = 0;
    while (bracket < line.length() && "[{,".indexOf(line.charAt(bracket)) < 0) {
      bracket++;
    }
    return line.indexOf("${", bracket + 1) >= 0;
  }
}
