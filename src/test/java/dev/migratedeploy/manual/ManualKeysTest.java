package dev.migratedeploy.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.flyway.rehearsal.RehearseSection;
import dev.migratedeploy.image.ObserverSection;
import dev.migratedeploy.notify.NotifySection;
import dev.migratedeploy.targets.TargetsSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keys of the settings file and of a runner's policy. */
class ManualKeysTest {
  private static final Pattern KEYS =
      Pattern.compile("Set<String> (\\w*KEYS) =\\s+Set\\.of\\(([^)]*)\\)", Pattern.DOTALL);
  private static final Pattern TEXT = Pattern.compile("\"([a-z-]+)\"");
  private static final Pattern NAME = Pattern.compile("`([a-zA-Z.-]+)`");

  @Test
  void theManualHasTheKeysOfTheSettingsAndNoOther() throws IOException {
    Set<String> known = new TreeSet<>();
    known.addAll(keys("EnvironmentSection"));
    keys("ImageSection").forEach(key -> known.add("image." + key));
    keys("FindingsSection").forEach(key -> known.add("findings." + key));
    keys("RehearseSection").forEach(key -> known.add("rehearse." + key));
    keys("TargetsSection").forEach(key -> known.add("targets." + key));
    keys("NotifySection").forEach(key -> known.add("notify." + key));
    known.addAll(
        Set.of(
            "scripts",
            "environments.NAME",
            ObserverSection.OBSERVER,
            ObserverSection.LOCKS,
            RehearseSection.REHEARSE,
            NotifySection.NOTIFY,
            TargetsSection.TARGETS));
    assertThat(keys("SettingsFile"))
        .containsExactly("environments", "findings", "image", "scripts");

    assertThat(named("configuration", "## Keys")).isEqualTo(known);
  }

  @Test
  void theExampleHasThemToo() throws IOException {
    String example = ManualPage.named("configuration").section("## The file").text();
    Set<String> known = new TreeSet<>(keys("SettingsFile"));
    List.of(
            "EnvironmentSection",
            "ImageSection",
            "FindingsSection",
            "RehearseSection",
            "NotifySection",
            "TargetsSection")
        .forEach(section -> known.addAll(unchecked(section)));

    known.forEach(key -> assertThat(example).contains(key + ":"));
  }

  @Test
  void theManualHasTheKeysOfThePolicyAndNoOther() throws IOException {
    String page = ManualPage.named("sealed-runner").section("## The policy").text();
    List<MatchResult> groups = KEYS.matcher(source("PolicyReader")).results().toList();
    assertThat(groups).hasSize(4);

    for (MatchResult group : groups) {
      texts(group.group(2)).forEach(key -> assertThat(page).containsPattern("\\b" + key + "(:|`)"));
    }
    Set<String> environment =
        groups.stream()
            .filter(group -> group.group(1).equals("ENVIRONMENT_KEYS"))
            .flatMap(group -> texts(group.group(2)).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named("sealed-runner", "## The policy")).isEqualTo(environment);
  }

  /** The names in the first column of the tables below a heading. */
  private static Set<String> named(String page, String heading) {
    return ManualPage.named(page).section(heading).rows().stream()
        .flatMap(row -> NAME.matcher(row.get(0)).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> unchecked(String section) {
    try {
      return keys(section);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Set<String> keys(String section) throws IOException {
    return KEYS.matcher(source(section))
        .results()
        .flatMap(group -> texts(group.group(2)).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> texts(String code) {
    return TEXT.matcher(code).results().map(found -> found.group(1)).toList();
  }

  private static String source(String type) throws IOException {
    try (Stream<Path> found = Files.walk(Path.of("src/main/java"))) {
      return Files.readString(
          found.filter(path -> path.endsWith(type + ".java")).findFirst().orElseThrow());
    }
  }
}
