package dev.migratedeploy.targets;

import dev.migratedeploy.config.ConfigProblems;
import dev.migratedeploy.config.Section;
import dev.migratedeploy.config.YamlDocument;
import dev.migratedeploy.config.YamlFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a file that is a list of databases. */
final class TargetFile {
  private TargetFile() {}

  static List<TargetRow> read(YamlFile file, ConfigProblems problems) {
    TargetRows rows = new TargetRows(problems, "");
    for (Section target : file.list(problems, YamlDocument.text(file))) {
      Map<String, String> values = new LinkedHashMap<>();
      target.keys().forEach(key -> target.plain(key).ifPresent(value -> values.put(key, value)));
      rows.add(target.line(), values);
    }
    return rows.rows();
  }
}
