package dev.migratedeploy.manual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the manual, as GitLab reads it. */
public record ManualPage(Path file, String text) {
  public static final Path README = Path.of("README.md");
  private static final Path FOLDER = Path.of("src/site/markdown");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");

  public static ManualPage readme() {
    return read(README);
  }

  /** One of the pages beside the README, such as {@code commands}. */
  public static ManualPage named(String name) {
    return read(FOLDER.resolve(name + ".md"));
  }

  public static List<ManualPage> all() {
    try (Stream<Path> found = Files.list(FOLDER)) {
      return Stream.concat(Stream.of(README), found.sorted()).map(ManualPage::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ManualPage read(Path file) {
    try {
      return new ManualPage(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the page's links lead, as they are written. */
  public List<String> links() {
    String prose = FENCED.matcher(text).replaceAll("").replaceAll("`[^`\n]*`", "");
    return LINK.matcher(prose).results().map(found -> found.group(1)).toList();
  }

  /** The anchors of its headings, as GitLab makes them. */
  public List<String> anchors() {
    return FENCED
        .matcher(text)
        .replaceAll("")
        .lines()
        .filter(line -> line.matches("#{1,6} .*"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  /** What it has in the typewriter's letters, outside of blocks. */
  public List<String> code() {
    return CODE.matcher(FENCED.matcher(text).replaceAll(""))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** The part below a heading up to the next one of its kind or above. */
  public ManualPage section(String heading) {
    String begin = text.lines().filter(line -> line.equals(heading)).findFirst().orElseThrow();
    int level = begin.indexOf(' ');
    List<String> lines = new ArrayList<>();
    boolean fenced = false;
    boolean inside = false;
    for (String line : text.split("\n", -1)) {
      fenced ^= line.strip().startsWith("```");
      boolean ends = !fenced && line.matches("#{1," + level + "} .*");
      inside = line.equals(heading) || (inside && !ends);
      if (inside) {
        lines.add(line);
      }
    }
    return new ManualPage(file, String.join("\n", lines));
  }

  /** The cells of all tables' rows, heads and rules left out. */
  public List<List<String>> rows() {
    List<String> lines = text.lines().map(String::strip).toList();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean head = i + 1 < lines.size() && isRule(lines.get(i + 1));
      if (line.startsWith("|") && !head && !isRule(line)) {
        rows.add(
            Stream.of(line.substring(1, line.length() - 1).split("(?<!\\\\)\\|", -1))
                .map(String::strip)
                .toList());
      }
    }
    return rows;
  }

  private static boolean isRule(String line) {
    return line.matches("\\|( ?-+ ?\\|)+");
  }
}
