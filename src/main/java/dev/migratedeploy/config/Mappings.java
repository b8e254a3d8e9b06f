package dev.migratedeploy.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The keys of a document's mappings, what {@code <<} merges into them included. */
final class Mappings {

  /**
   * A key and its value.
   *
   * @param line of the key, the first line being 1
   */
  record Entry(int line, Node value) {}

  /** How many sections a {@code <<} leads through, one after another. */
  private static final int DEEPEST = 50;

  /** How many keys all {@code <<} bring along: a file of 3 MB could ask for billions. */
  private static final int MOST_MERGED = 100_000;

  private final ConfigProblems findings;
  private int merged;
  private int depth;

  /** Each mapping is read once: with aliases of aliases there could be millions of readings. */
  private final Map<MappingNode, Map<String, Entry>> read = new HashMap<>();

  private final Set<MappingNode> open = new HashSet<>();

  Mappings(ConfigProblems findings) {
    this.findings = findings;
  }

  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  Map<String, Entry> entries(MappingNode mapping, String path) {
    Map<String, Entry> known = read.get(mapping);
    if (known != null) {
      return known;
    }
    if (depth == DEEPEST) {
      findings.add(
          line(mapping), path, "<< leads through more than %d sections".formatted(DEEPEST));
      return Map.of();
    }
    if (!open.add(mapping)) {
      findings.add(line(mapping), path, "<< merges the section into itself");
      return Map.of();
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    List<Node> merges = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
        merges.add(tuple.getValueNode());
      } else {
        add(tuple, entries, path);
      }
    }
    // The section's own keys win, then the earlier one of two merged mappings.
    depth++;
    merges.forEach(node -> merge(node, entries, path));
    depth--;
    read.put(mapping, entries);
    return entries;
  }

  private void add(NodeTuple tuple, Map<String, Entry> entries, String path) {
    int line = line(tuple.getKeyNode());
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      findings.add(line, path, "a key must be a single word");
      return;
    }
    if (!tuple.getValueNode().getTag().startsWith(Tag.PREFIX)) {
      findings.add(
          line,
          Section.join(path, key.getValue()),
          "the tag %s has no meaning here".formatted(tuple.getValueNode().getTag().getValue()));
    }
    Entry first = entries.putIfAbsent(key.getValue(), new Entry(line, tuple.getValueNode()));
    if (first != null) {
      findings.add(
          line,
          Section.join(path, key.getValue()),
          "duplicate key; line %d has it already".formatted(first.line()));
    }
  }

  private void merge(Node node, Map<String, Entry> entries, String path) {
    if (node instanceof MappingNode mapping) {
      Map<String, Entry> its = entries(mapping, path);
      merged += its.size() + 1;
      if (merged > MOST_MERGED) {
        findings.add(1, "", "<< brings along more than " + MOST_MERGED + " keys in all");
        return;
      }
      its.forEach(entries::putIfAbsent);
    } else if (node instanceof SequenceNode several
        && several.getValue().stream().allMatch(MappingNode.class::isInstance)) {
      several.getValue().forEach(each -> merge(each, entries, path));
    } else {
      findings.add(line(node), path, "<< takes an alias of a section, such as <<: *common");
    }
  }
}
