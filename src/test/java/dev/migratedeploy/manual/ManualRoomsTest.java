package dev.migratedeploy.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who wants to change something finds the place by the manual's tables. */
class ManualRoomsTest {
  private static final Path HOUSE = Path.of("src/main/java/dev/migratedeploy");
  private static final Pattern ROOM = Pattern.compile("`([a-z]+(?:\\.[a-z]+)*)`");
  private static final Pattern TYPE = Pattern.compile("`([A-Z][a-zA-Z]+)(?:\\.[A-Z]\\w+)?`");

  @Test
  void theTableOfRoomsHasEveryPackageAndNoOther() throws IOException {
    Set<String> told =
        ManualPage.named("development").section("## The rooms").rows().stream()
            .filter(row -> row.size() == 3 && !row.get(1).contains("/"))
            .flatMap(row -> ROOM.matcher(row.get(1)).results())
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(told)
        .as("packages in the table below \"The rooms\" of src/site/markdown/development.md")
        .isEqualTo(packages());
  }

  @Test
  void theReadmesShortTableHasEveryRoomOfTheFirstLevel() throws IOException {
    assertThat(rooms(ManualPage.readme().section("## How it works").rows()))
        .containsAll(packages().stream().filter(room -> !room.contains(".")).toList());
  }

  @Test
  void whatIsNamedToBeChangedIsThere() throws IOException {
    List<List<String>> rows =
        Stream.of(
                ManualPage.readme().section("## How it works"),
                ManualPage.named("development").section("## How to add something"),
                ManualPage.named("development").section("## By hand, and why"))
            .flatMap(page -> page.rows().stream())
            .map(row -> row.get(0).startsWith("a ") ? row : row.subList(0, 1))
            .toList();
    Set<String> classes = classes();

    assertThat(rows.stream().filter(row -> row.get(0).startsWith("a "))).hasSizeGreaterThan(10);
    assertThat(classes).containsAll(matches(TYPE, rows));
    assertThat(packages()).containsAll(rooms(rows));
  }

  private static Set<String> rooms(List<List<String>> rows) {
    return matches(ROOM, rows).stream()
        .filter(room -> !room.matches(".*\\.(?:md|sh|env|conf)"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> matches(Pattern pattern, List<List<String>> rows) {
    return rows.stream()
        .flatMap(List::stream)
        .flatMap(cell -> pattern.matcher(cell).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> packages() throws IOException {
    try (Stream<Path> found = Files.walk(HOUSE)) {
      return found
          .filter(path -> path.endsWith("package-info.java"))
          .map(path -> HOUSE.relativize(path.getParent()).toString().replace('/', '.'))
          .filter(name -> !name.isEmpty())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> classes() throws IOException {
    try (Stream<Path> found = Files.walk(HOUSE)) {
      return found
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.replace(".java", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
