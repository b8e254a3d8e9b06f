package dev.migratedeploy.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One more entry at the end of a block of a YAML file, indented as those before it. Everything else
 * stays as it is, byte for byte, comments too.
 *
 * @param text the file
 * @param key of the block, at the top of the file
 */
public record YamlInsertion(String text, String key) {

  /** The file with the entry; empty if it has no such block, or one in braces. */
  public Optional<String> of(String entry) {
    return block()
        .map(block -> inserted(block, entry))
        .filter(changed -> size(changed) == size(text) + 1);
  }

  /** The keys of the block, if it is a mapping. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    if (block().orElse(null) instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode name) {
          keys.add(name.getValue());
        }
      }
    }
    return keys;
  }

  private String inserted(CollectionNode<?> block, String entry) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int column = column(block);
    lines.addAll(end(block, lines, column), entry.strip().indent(column).lines().toList());
    String lineEnd = text.contains("\r\n") ? "\r\n" : "\n"; // of an editor on Windows
    return String.join(lineEnd, lines) + lineEnd;
  }

  /** Comments below the last entry belong to it if they are indented like it. */
  private static int end(Node block, List<String> lines, int column) {
    int last = block.getEndMark().getColumn() > 0 ? 1 : 0;
    int end = Math.min(lines.size(), block.getEndMark().getLine() + last);
    while (end > 0 && isBetweenBlocks(lines.get(end - 1), column)) {
      end--;
    }
    return end;
  }

  private static boolean isBetweenBlocks(String line, int column) {
    String words = line.strip();
    return words.isEmpty() || (words.startsWith("#") && line.indexOf('#') < column);
  }

  private static int column(CollectionNode<?> block) {
    return block instanceof MappingNode mapping
        ? mapping.getValue().get(0).getKeyNode().getStartMark().getColumn()
        : block.getStartMark().getColumn();
  }

  private Optional<CollectionNode<?>> block() {
    return block(text);
  }

  private int size(String file) {
    return block(file).map(found -> found.getValue().size()).orElse(0);
  }

  private Optional<CollectionNode<?>> block(String file) {
    try {
      if (new Yaml().compose(new StringReader(file)) instanceof MappingNode top) {
        for (NodeTuple entry : top.getValue()) {
          if (entry.getKeyNode() instanceof ScalarNode name
              && name.getValue().equals(key)
              && entry.getValueNode() instanceof CollectionNode<?> found
              && (found instanceof MappingNode || found instanceof SequenceNode)
              && found.getFlowStyle() == FlowStyle.BLOCK
              && !found.getValue().isEmpty()) {
            return Optional.of(found);
          }
        }
      }
      return Optional.empty();
    } catch (YAMLException noYaml) {
      return Optional.empty();
    }
  }
}
