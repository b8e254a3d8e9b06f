package dev.migratedeploy.runner.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The job's variables, with references to others replaced as the Runner does it before it starts a
 * script: {@code Variables.Expand} of {@code common/spec/variables.go} in its sources, which is
 * Go's {@code os.Expand}. GitLab has replaced what it could; what it left is replaced once, not in
 * what a reference brings along, so that no circle has no end.
 */
final class JobVariables {
  /** What stands for a single character after a dollar sign, as in a shell. */
  private static final String SPECIAL = "*#$@!?-0123456789";

  private final List<Variable> variables;

  /**
   * One of them.
   *
   * @param isFile whether a reference means the file that the Runner makes of the value
   * @param isRaw whether dollar signs in it mean themselves
   */
  record Variable(String name, String value, boolean isFile, boolean isRaw) {}

  JobVariables(List<Variable> variables) {
    this.variables = List.copyOf(variables);
  }

  /** Reads {@code variables} of the Runner's file. */
  static JobVariables of(JsonNode array) {
    List<Variable> variables = new ArrayList<>();
    for (JsonNode variable : array) {
      variables.add(
          new Variable(
              variable.path("key").asText(""),
              variable.path("value").asText(""),
              variable.path("file").asBoolean(),
              variable.path("raw").asBoolean()));
    }
    return new JobVariables(variables);
  }

  /** The value of the last variable of that name; empty counts as none. */
  Optional<String> find(String name) {
    return last(name)
        .map(variable -> variable.isRaw() ? variable.value() : expanded(variable))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** The values of all variables of that name, as they are: a job may add some. */
  List<String> all(String name) {
    return variables.stream()
        .filter(it -> it.name().equals(name) && !it.value().isBlank())
        .map(variable -> variable.value().strip())
        .toList();
  }

  private Optional<Variable> last(String name) {
    return variables.stream().filter(it -> it.name().equals(name)).reduce((one, next) -> next);
  }

  private String expanded(Variable variable) {
    String text = variable.value();
    StringBuilder expanded = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) != '$' || at + 1 == text.length()) {
        expanded.append(text.charAt(at++));
        continue;
      }
      at++;
      int end = endOfReference(text, at);
      String reference = text.substring(at, end);
      if (reference.isEmpty()) {
        expanded.append('$');
      } else if (!reference.startsWith("{")) {
        expanded.append(referred(variable, reference));
      } else if (reference.endsWith("}")) {
        expanded.append(referred(variable, reference.substring(1, reference.length() - 1)));
      }
      at = end;
    }
    return expanded.toString();
  }

  /** Behind the name, or behind its brace; a brace that is never closed is dropped by itself. */
  private static int endOfReference(String text, int from) {
    if (text.charAt(from) == '{') {
      int brace = text.indexOf('}', from);
      return brace < 0 ? from + 1 : brace + 1;
    }
    if (SPECIAL.indexOf(text.charAt(from)) >= 0) {
      return from + 1;
    }
    int end = from;
    while (end < text.length() && isLetterOfName(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private String referred(Variable from, String name) {
    if (name.equals("$")) {
      return name;
    }
    Optional<Variable> found = name.length() == 1 && SPECIAL.contains(name) ? none() : last(name);
    if (found.filter(Variable::isFile).isPresent()) {
      throw JobFile.refused(
          "the variable %s refers to %s, which is one of type file; this driver makes no files"
              .formatted(LogSafe.quoted(from.name()), LogSafe.quoted(name)));
    }
    return found.map(Variable::value).orElse("");
  }

  private static Optional<Variable> none() {
    return Optional.empty();
  }

  private static boolean isLetterOfName(char letter) {
    return letter == '_'
        || (letter >= '0' && letter <= '9')
        || (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z');
  }
}
