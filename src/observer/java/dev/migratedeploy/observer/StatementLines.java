package dev.migratedeploy.observer;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The line of a script on which a statement begins. Flyway does not tell it, so the file is read
 * along as a stream, forward only: a large script costs no memory. A statement that is not found as
 * it stands has no line rather than a wrong one.
 */
final class StatementLines implements Closeable {
  /** How far a statement is looked for after the one before it. */
  private static final int LINES_AHEAD = 2_000;

  /** How much of a statement must be the same. */
  private static final int LINES_COMPARED = 40;

  private static final int LONGEST_LINE = 1 << 20;
  private static final int MOST_MISSES = 20;

  private final Reader file;
  private final Map<String, String> placeholders;
  private final char[] letters = new char[8_192];
  private int next;
  private int end;

  /** Lines that were read, of which the first are done with. */
  private final List<String> read = new ArrayList<>();

  private int done;

  /** Of the first line in {@link #read} that is not done with. */
  private int number = 1;

  /** How much of that line belongs to statements that were found. */
  private int used;

  private int misses;
  private boolean over;

  private StatementLines(Reader file, Map<String, String> placeholders) {
    this.file = file;
    this.placeholders = placeholders;
  }

  /** Null if there is no such file to read: a script in a jar, a class. */
  static @Nullable StatementLines open(
      @Nullable String file, Charset encoding, Map<String, String> placeholders) {
    try {
      return file == null || !Files.isRegularFile(Path.of(file))
          ? null
          : new StatementLines(
              new InputStreamReader(Files.newInputStream(Path.of(file)), encoding), placeholders);
    } catch (IOException | RuntimeException failure) {
      return null;
    }
  }

  /** The line of the next statement. */
  @Nullable Long find(String sql) {
    try {
      if (!over && comesNext(sql)) {
        int lines = newlines(sql);
        number += lines + 1;
        return (long) number - lines - 1;
      }
      List<String> wanted = firstLines(sql);
      if (over || misses > MOST_MISSES || wanted.get(0).isBlank()) {
        return null;
      }
      int index = indexOf(wanted);
      if (index < 0) {
        misses++;
        return null;
      }
      misses = 0;
      skip(index);
      used = index > 0 ? 0 : used;
      long line = number;
      int newlines = newlines(sql);
      for (int i = 0; i < newlines && fill(1); i++) {
        skip(1);
        used = 0;
      }
      if (newlines == 0) {
        used = first().indexOf(wanted.get(0), used) + wanted.get(0).length();
      }
      return line;
    } catch (IOException | RuntimeException failure) {
      over = true;
      return null;
    }
  }

  /**
   * Whether it fills the lines that come next, as it stands. In a script with very many statements
   * most do, and nothing is copied for them.
   */
  private boolean comesNext(String sql) {
    if (read.size() - done == 1
        && ";".equals(first().substring(Math.min(used, first().length())).trim())) {
      skip(1);
      used = 0;
    }
    if (read.size() > done) {
      return false;
    }
    while (next < end && letters[next] == '\n') {
      next++;
      number++;
    }
    int last = next + sql.length();
    if (last >= end || letters[last] != '\n') {
      return false;
    }
    for (int i = next; i < last; i++) {
      if (letters[i] != sql.charAt(i - next)) {
        return false;
      }
    }
    next = last + 1;
    return true;
  }

  private String first() {
    return done < read.size() ? read.get(done) : "";
  }

  private void skip(int lines) {
    done += lines;
    number += lines;
    if (done > LINES_AHEAD) {
      read.subList(0, done).clear();
      done = 0;
    }
  }

  /** Which of the lines ahead begins it; -1 if none does. */
  private int indexOf(List<String> wanted) throws IOException {
    boolean comment = false;
    for (int index = 0; index < LINES_AHEAD; index++) {
      if (!fill(index + wanted.size())) {
        return -1;
      }
      String line = read.get(done + index);
      int from = index == 0 ? Math.min(used, line.length()) : 0;
      if (!comment && begins(line, from, wanted, index)) {
        return index;
      }
      comment = inComment(line, from, comment);
    }
    return -1;
  }

  private boolean begins(String line, int from, List<String> wanted, int index) {
    int start = from;
    while (start >= 0 && start < line.length()) {
      while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
        start++;
      }
      if (same(line, start, wanted, index)) {
        return true;
      }
      int delimiter = line.indexOf(';', start);
      if (line.startsWith("--", start) || delimiter < 0) {
        return false;
      }
      start = delimiter + 1;
    }
    return false;
  }

  private boolean same(String line, int start, List<String> wanted, int index) {
    int last = wanted.size() - 1;
    String first = wanted.get(0);
    if (!line.startsWith(first, start)
        || (last > 0 && !line.substring(start + first.length()).isBlank())) {
      return false;
    }
    for (int i = 1; i < last; i++) {
      if (!read.get(done + index + i).stripTrailing().equals(wanted.get(i))) {
        return false;
      }
    }
    return last == 0 || read.get(done + index + last).startsWith(wanted.get(last));
  }

  /** Whether a comment of several lines goes on at the line's end. */
  private static boolean inComment(String line, int from, boolean before) {
    boolean comment = before;
    if (!comment && line.indexOf("/*", from) < 0) {
      return false;
    }
    for (int i = from; i + 1 < line.length(); i++) {
      if (!comment && line.startsWith("--", i)) {
        return false;
      }
      if (line.startsWith(comment ? "*/" : "/*", i)) {
        comment = !comment;
        i++;
      }
    }
    return comment;
  }

  /** Whether that many lines are ahead. */
  private boolean fill(int lines) throws IOException {
    while (read.size() - done < lines) {
      String line = readLine();
      if (line == null) {
        return false;
      }
      read.add(line);
    }
    return true;
  }

  private @Nullable String readLine() throws IOException {
    String begun = "";
    while (begun.length() <= LONGEST_LINE) {
      int at = next;
      while (at < end && letters[at] != '\n') {
        at++;
      }
      boolean whole = at < end;
      int last = whole && at > next && letters[at - 1] == '\r' ? at - 1 : at;
      begun = begun.concat(new String(letters, next, last - next));
      next = at + 1;
      if (whole) {
        return replaced(begun);
      }
      next = 0;
      end = Math.max(0, file.read(letters));
      if (end == 0) {
        return begun.isEmpty() ? null : replaced(begun);
      }
    }
    throw new IOException("a line of more than a million letters");
  }

  private String replaced(String line) {
    if (placeholders.isEmpty() || line.indexOf('$') < 0) {
      return line;
    }
    String result = line;
    for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
      result = result.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
    }
    return result;
  }

  private static List<String> firstLines(String sql) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (lines.size() < LINES_COMPARED) {
      int end = sql.indexOf('\n', start);
      String line = end < 0 ? sql.substring(start) : sql.substring(start, end);
      lines.add(line.stripTrailing());
      if (end < 0) {
        lines.set(lines.size() - 1, withoutDelimiter(line));
        break;
      }
      start = end + 1;
    }
    return lines;
  }

  /** Flyway hands on the delimiter, without the blanks before it. */
  private static String withoutDelimiter(String line) {
    int end = line.length();
    while (end > 0 && " \t\r;/$".indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    return line.substring(0, end);
  }

  private static int newlines(String sql) {
    int count = 0;
    for (int at = sql.indexOf('\n'); at >= 0; at = sql.indexOf('\n', at + 1)) {
      count++;
    }
    return count;
  }

  @Override
  public void close() {
    over = true;
    read.clear();
    done = 0;
    try {
      file.close();
    } catch (IOException ignored) {
      // It was read only.
    }
  }
}
