package dev.migratedeploy.config;

import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What the reading of a part of the file shares.
 *
 * @param missingCounts whether a variable that is not set is a problem here; the jobs of other
 *     environments have variables of their own
 */
public record ReadContext(
    ConfigProblems findings,
    Mappings mappings,
    Map<String, String> variables,
    boolean missingCounts) {

  public ReadContext(ConfigProblems findings, Map<String, String> variables) {
    this(findings, new Mappings(findings), variables, true);
  }

  public ReadContext ofAnotherEnvironment() {
    return new ReadContext(findings, mappings, variables, false);
  }

  /** Replaces the placeholders of a text; the value is unknown if that is not possible. */
  ConfigValue value(String path, Node node) {
    int line = Mappings.line(node);
    if (!(node instanceof ScalarNode scalar)) {
      findings.add(line, path, "expected a single value, found " + kind(node));
      return new ConfigValue(path, line, "", Optional.empty());
    }
    return value(path, line, scalar.getValue());
  }

  ConfigValue value(String path, int line, String written) {
    Placeholders.Expansion expansion = Placeholders.expand(written, variables);
    if (expansion.malformed()) {
      findings.add(
          line,
          path,
          "%s is not a valid placeholder; write ${NAME} or ${NAME:-default}, and $${ for ${ itself"
              .formatted(ConfigValue.quoted(written)));
    } else if (missingCounts) {
      expansion
          .missing()
          .forEach(name -> findings.add(line, path, "the variable " + name + " is not set"));
    }
    boolean known = !expansion.malformed() && expansion.missing().isEmpty();
    return new ConfigValue(
        path, line, written, known ? Optional.of(expansion.text()) : Optional.empty());
  }

  /** A text of which the fields of a namespace are filled in later. */
  FieldTemplate template(String path, int line, String written, String namespace) {
    Placeholders.Expansion expansion = Placeholders.expand(written, namespace, variables);
    String fields = namespace + ".";
    if (expansion.malformed()) {
      findings.add(
          line,
          path,
          "%s is not a valid placeholder; write ${%sFIELD}, ${NAME} or ${NAME:-default}, and $${ for ${ itself"
              .formatted(ConfigValue.quoted(written), fields));
      return new FieldTemplate(line, "", namespace, variables);
    }
    if (missingCounts) {
      expansion.missing().stream()
          .filter(name -> !name.startsWith(fields))
          .forEach(name -> findings.add(line, path, "the variable " + name + " is not set"));
    }
    return new FieldTemplate(line, written, namespace, variables);
  }

  static String kind(Node node) {
    if (node instanceof MappingNode) {
      return "a section with keys";
    }
    return node instanceof SequenceNode
        ? "a list"
        : ConfigValue.quoted(((ScalarNode) node).getValue());
  }
}
