package dev.migratedeploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that the process was started with. Java reads them in the locale's character set, and
 * without a UTF-8 locale every letter beyond ASCII becomes a replacement character; Linux keeps the
 * bytes.
 *
 * @param proc the folder of this process in {@code /proc}; what it does not say stays as Java reads
 *     it
 */
record ProcessStart(Path proc) {
  private static final char REPLACEMENT = '\ufffd';

  static ProcessStart ofThisProcess() {
    return new ProcessStart(Path.of("/proc/self"));
  }

  /** The program's arguments. */
  List<String> arguments(List<String> read) {
    if (read.stream().noneMatch(ProcessStart::hasLost)) {
      return read;
    }
    List<String> line = words("cmdline");
    // Java's own options come before them, and may come from elsewhere too.
    List<String> last = line.subList(Math.max(0, line.size() - read.size()), line.size());
    for (int at = 0; at < last.size(); at++) {
      if (!hasLost(read.get(at)) && !read.get(at).equals(last.get(at))) {
        return read;
      }
    }
    return last.size() == read.size() ? last : read;
  }

  /** The environment. */
  Map<String, String> variables(Map<String, String> read) {
    if (read.values().stream().noneMatch(ProcessStart::hasLost)) {
      return read;
    }
    Map<String, String> variables = new LinkedHashMap<>(read);
    for (String variable : words("environ")) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        variables.computeIfPresent(
            variable.substring(0, equals),
            (name, value) -> hasLost(value) ? variable.substring(equals + 1) : value);
      }
    }
    return variables;
  }

  private List<String> words(String file) {
    try {
      String text = new String(Files.readAllBytes(proc.resolve(file)), StandardCharsets.UTF_8);
      return text.isEmpty() ? List.of() : List.of(text.replaceFirst("\0$", "").split("\0", -1));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean hasLost(String word) {
    return word.indexOf(REPLACEMENT) >= 0;
  }
}
