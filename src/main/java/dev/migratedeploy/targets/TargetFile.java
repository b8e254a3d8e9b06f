package dev.migratedeploy.targets;

import dev.migratedeploy.config.ConfigProblems;
import dev.migratedeploy.config.Section;
import dev.migratedeploy.config.YamlFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a text that is a list of databases: YAML, JSON, or CSV. */
final class TargetFile {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final Pattern ESCAPED = Pattern.compile("\\\\.");

  private TargetFile() {}

  /**
   * Reads it, and leaves out what is a problem.
   *
   * @param file where the text is from; how its name ends says what it is
   * @param isOfOthers whether others than the author of the settings have written it
   */
  static List<TargetRow> read(
      YamlFile file, String content, boolean isOfOthers, ConfigProblems problems) {
    String text = content.indexOf(BYTE_ORDER_MARK) == 0 ? content.substring(1) : content;
    if (text.isBlank()) {
      throw file.unreadable("it is empty");
    }
    TargetRows rows = TargetRows.inFile(problems, isOfOthers);
    if (isCsv(file.shown(), text)) {
      new CsvTargets(problems, rows).read(text);
    } else {
      readYaml(file, text, problems, rows);
    }
    if (rows.rows().isEmpty()) {
      problems.refuseIfAny(TargetList.MOST_PROBLEMS);
      throw file.unreadable("it holds no target");
    }
    return rows.rows();
  }

  private static boolean isCsv(String name, String text) {
    String small = name.toLowerCase(Locale.ROOT);
    if (small.matches(".*\\.(?:csv|tsv)")) {
      return true;
    }
    return !isYaml(small) && !small.endsWith(".json") && "[{-".indexOf(text.strip().charAt(0)) < 0;
  }

  private static void readYaml(
      YamlFile file, String text, ConfigProblems problems, TargetRows rows) {
    for (Section target : file.list(problems, isYaml(file.shown()) ? text : asYaml(text))) {
      Map<String, String> values = new LinkedHashMap<>();
      target.keys().forEach(key -> target.plain(key).ifPresent(value -> values.put(key, value)));
      rows.add(target.line(), values);
    }
  }

  private static boolean isYaml(String name) {
    return name.toLowerCase(Locale.ROOT).matches(".*\\.ya?ml");
  }

  /** JSON is YAML but for two things: a tab between values, and a slash that is escaped. */
  private static String asYaml(String json) {
    return ESCAPED
        .matcher(json.replace('\t', ' '))
        .replaceAll(
            pair -> Matcher.quoteReplacement(pair.group().endsWith("/") ? "/" : pair.group()));
  }
}
