package dev.migratedeploy.config;

import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A value as it is in the file, placeholders and all, in one form for each content. What aliases
 * multiply, or lead into itself, is cut off.
 */
final class WrittenForm {
  private static final int MOST_NODES = 200_000;
  private static final int DEEPEST = 100;
  private static final String CUT = "…";

  private int nodes;
  private int depth;

  private WrittenForm() {}

  static String of(Node node) {
    return new WrittenForm().text(node);
  }

  private String text(Node node) {
    if (++nodes > MOST_NODES || depth == DEEPEST) {
      return CUT;
    }
    depth++;
    String text = content(node);
    depth--;
    return text;
  }

  private String content(Node node) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue().stream()
          .takeWhile(pair -> nodes <= MOST_NODES)
          .map(pair -> text(pair.getKeyNode()) + ": " + text(pair.getValueNode()))
          .sorted()
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (node instanceof SequenceNode sequence) {
      List<Node> items = sequence.getValue();
      return items.stream()
          .takeWhile(item -> nodes <= MOST_NODES)
          .map(this::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return ((ScalarNode) node).getValue();
  }
}
