package dev.migratedeploy.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Keys of the file with typed access. What is wrong goes to the findings, and a harmless value is
 * returned in its place.
 */
public final class Section {
  private final ReadContext scope;
  private final String path;
  private final int line;
  private final Map<String, Mappings.Entry> entries;

  private Section(ReadContext scope, String path, int line, Map<String, Mappings.Entry> entries) {
    this.scope = scope;
    this.path = path;
    this.line = line;
    this.entries = entries;
  }

  /** The section of a whole file. */
  public static Section of(ReadContext scope, MappingNode root) {
    return new Section(scope, "", 1, scope.mappings().entries(root, ""));
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Reports every key that is not one of these; {@code x-…} and {@code .…} hold anchors. */
  public Section knowing(Set<String> keys) {
    entries.forEach(
        (key, entry) -> {
          boolean holder = path.isEmpty() && (key.startsWith("x-") || key.startsWith("."));
          if (!keys.contains(key) && !holder) {
            complain(entry.line(), key, "unknown key" + Suggestion.question(key, keys));
          }
        });
    return this;
  }

  /** The same, and where a key is missing what the other section has for it. */
  public Section over(Section other) {
    Map<String, Mappings.Entry> all = new LinkedHashMap<>(entries);
    other.entries.forEach(all::putIfAbsent);
    return new Section(scope, path, line, all);
  }

  /** The section below a key, an empty one if there is none. */
  public Section section(String key) {
    return section(scope, key);
  }

  public Section section(ReadContext itsScope, String key) {
    Mappings.Entry entry = entries.get(key);
    String itsPath = join(path, key);
    if (entry == null) {
      return new Section(itsScope, itsPath, line, Map.of());
    }
    if (entry.value() instanceof MappingNode mapping) {
      return new Section(
          itsScope, itsPath, entry.line(), scope.mappings().entries(mapping, itsPath));
    }
    if (!isNothing(entry.value())) {
      complain(
          entry.line(),
          key,
          "expected a section with keys, found " + ReadContext.kind(entry.value()));
    }
    return new Section(itsScope, itsPath, entry.line(), Map.of());
  }

  /** The names of all keys, in the order of the file. */
  public List<String> keys() {
    return List.copyOf(entries.keySet());
  }

  /** A value that must be there; {@code meaning} says what it is. */
  public String required(String key, Constraint rule, String meaning) {
    Optional<ConfigValue> value = value(key);
    if (value.isEmpty()) {
      complain(key, "missing; it is " + meaning);
      return "";
    }
    if (value.get().isBlank()) {
      complain(
          value.get().line(),
          key,
          "expected %s, %s is empty".formatted(meaning, value.get().shown()));
      return "";
    }
    return value.get().checked(rule, scope.findings());
  }

  /** A value that may be missing; a blank one counts as missing. */
  public Optional<String> optional(String key, Constraint rule) {
    return value(key)
        .filter(value -> !value.isBlank())
        .map(value -> value.checked(rule, scope.findings()));
  }

  /** True or false; false if it is missing. */
  public boolean flag(String key) {
    Constraint rule = Constraint.matching("(?i)true|false", "true or false");
    return optional(key, rule).map(text -> text.toLowerCase(Locale.ROOT)).orElse("").equals("true");
  }

  /** A list, or one text with commas between the items. */
  public List<String> list(String key, Constraint rule) {
    Optional<Node> node = node(key);
    List<String> items = new ArrayList<>();
    if (node.isPresent() && node.get() instanceof SequenceNode sequence) {
      for (ConfigValue item : values(key, sequence)) {
        items.addAll(split(item, rule));
      }
    } else if (node.isPresent() && node.get() instanceof MappingNode) {
      complain(
          key,
          "expected a list, or a single value with commas between its items, found "
              + ReadContext.kind(node.get()));
    } else if (node.isPresent()) {
      items.addAll(split(scope.value(join(path, key), node.get()), rule));
    }
    return items;
  }

  /** A list of arguments, which may hold commas and blanks; a single text is one argument. */
  public List<String> arguments(String key, List<String> fallback) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return fallback;
    }
    if (node.get() instanceof SequenceNode sequence) {
      return values(key, sequence).stream().map(item -> item.text().orElse("")).toList();
    }
    ConfigValue single = scope.value(join(path, key), node.get());
    Constraint rule =
        Constraint.matching(
            "[^,\\s]*", "a list such as [migrate, -outOfOrder=true] or a single word");
    return single.isBlank() ? fallback : List.of(single.checked(rule, scope.findings()));
  }

  /**
   * A value as it is in the file, placeholders and all, in one form for each content; whether it is
   * right is not looked at.
   */
  public Optional<String> written(String key) {
    return node(key).map(WrittenForm::of);
  }

  /** A mapping of texts to texts. */
  public Map<String, String> texts(String key, Constraint keyRule, Constraint valueRule) {
    return section(key).named().texts(keyRule, valueRule);
  }

  /**
   * Texts of which the fields of a namespace are filled in later.
   *
   * @param keyRule what their names must look like
   */
  public Map<String, FieldTemplate> templates(String key, Constraint keyRule, String namespace) {
    return section(key).named().templates(keyRule, namespace);
  }

  private NamedTexts named() {
    return new NamedTexts(scope, path, entries);
  }

  /** The sections of a list; empty if there is no list. */
  public List<Section> sections(String key) {
    Optional<Node> node = node(key);
    if (node.isPresent() && node.get() instanceof SequenceNode sequence) {
      return of(scope, join(path, key), sequence);
    }
    node.ifPresent(
        other ->
            complain(
                key, "expected a list of sections with keys, found " + ReadContext.kind(other)));
    return List.of();
  }

  /** The sections of a whole file that is a list. */
  static List<Section> of(ReadContext scope, String path, SequenceNode list) {
    List<Section> sections = new ArrayList<>();
    for (Node item : list.getValue()) {
      int itsLine = Mappings.line(item);
      if (item instanceof MappingNode mapping) {
        sections.add(new Section(scope, path, itsLine, scope.mappings().entries(mapping, path)));
      } else {
        scope
            .findings()
            .add(itsLine, path, "expected a section with keys, found " + ReadContext.kind(item));
      }
    }
    return sections;
  }

  /** A single value as it is in the file, placeholders and all; a blank one counts as missing. */
  public Optional<String> plain(String key) {
    Optional<Node> node = node(key);
    if (node.isPresent() && !(node.get() instanceof ScalarNode)) {
      complain(key, "expected a single value, found " + ReadContext.kind(node.get()));
      return Optional.empty();
    }
    return node.map(scalar -> ((ScalarNode) scalar).getValue().strip())
        .filter(text -> !text.isEmpty());
  }

  /** Whether a key has a list. */
  public boolean isList(String key) {
    return node(key).filter(SequenceNode.class::isInstance).isPresent();
  }

  /** Whether a key has a section of its own. */
  public boolean isSection(String key) {
    return node(key).filter(MappingNode.class::isInstance).isPresent();
  }

  /** Whether its placeholders see the variables of this job: those of others may be missing. */
  public boolean isOfThisJob() {
    return scope.missingCounts();
  }

  /** The keys that lead to it. */
  public String path() {
    return path;
  }

  /** Where it begins. */
  public int line() {
    return line;
  }

  /** What is wrong with the file so far. */
  public ConfigProblems problems() {
    return scope.findings();
  }

  /** Where a key is. */
  public int line(String key) {
    Mappings.Entry entry = entries.get(key);
    return entry == null ? line : entry.line();
  }

  /** Adds a problem to those of the file, with the key's line. */
  public void complain(String key, String message) {
    complain(line(key), key, message);
  }

  private void complain(int atLine, String key, String message) {
    scope.findings().add(atLine, join(path, key), message);
  }

  private List<String> split(ConfigValue value, Constraint rule) {
    if (value.isBlank() && !value.mayBeBlank()) {
      scope.findings().add(value.line(), value.path(), value.shown() + " is empty");
    }
    String text = value.text().orElse("");
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .map(
            item ->
                new ConfigValue(value.path(), value.line(), value.written(), Optional.of(item))
                    .checked(rule, scope.findings()))
        .toList();
  }

  private List<ConfigValue> values(String key, SequenceNode sequence) {
    return sequence.getValue().stream().map(item -> scope.value(join(path, key), item)).toList();
  }

  private Optional<ConfigValue> value(String key) {
    return node(key).map(node -> scope.value(join(path, key), node));
  }

  /** The value of a key; a key with nothing behind it counts as not there. */
  private Optional<Node> node(String key) {
    return Optional.ofNullable(entries.get(key))
        .map(Mappings.Entry::value)
        .filter(node -> !isNothing(node));
  }

  static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL);
  }
}
