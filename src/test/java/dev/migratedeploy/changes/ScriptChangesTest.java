package dev.migratedeploy.changes;

import static dev.migratedeploy.changes.ScriptChange.added;
import static dev.migratedeploy.changes.ScriptChange.edited;
import static dev.migratedeploy.changes.ScriptChange.removed;
import static dev.migratedeploy.changes.ScriptChange.renamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.changes.ComparisonBase.GivenCommit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptChangesTest {
  private static final ComparisonBase BASELINE = new GivenCommit("9be01d4");

  @Test
  void aFileOnOneSideOnlyWasAddedOrRemoved() {
    assertThat(between(Map.of("V1.sql", "a"), Map.of("V2.sql", "b")))
        .containsExactly(removed("V1.sql"), added("V2.sql"));
  }

  @Test
  void anotherContentAtTheSamePathIsAnEdit() {
    assertThat(between(Map.of("R__v.sql", "a"), Map.of("R__v.sql", "b")))
        .containsExactly(edited("R__v.sql"));
  }

  @Test
  void theSameContentAtAnotherPathIsARename() {
    assertThat(between(Map.of("V1.sql", "a"), Map.of("old/V1.sql", "a")))
        .containsExactly(renamed("V1.sql", "old/V1.sql"));
  }

  @Test
  void aCopyIsAnAddition() {
    assertThat(between(Map.of("V1.sql", "a"), Map.of("V1.sql", "a", "V2.sql", "a")))
        .containsExactly(added("V2.sql"));
  }

  @Test
  void equalFilesArePairedInTheOrderOfTheirPaths() {
    assertThat(
            between(
                Map.of("a.sql", "x", "b.sql", "x", "c.sql", "x"),
                Map.of("d.sql", "x", "e.sql", "x")))
        .containsExactly(removed("c.sql"), renamed("a.sql", "d.sql"), renamed("b.sql", "e.sql"));
  }

  @Test
  void twoScriptsThatSwapTheirNamesWereBothEdited() {
    assertThat(between(Map.of("a.sql", "x", "b.sql", "y"), Map.of("a.sql", "y", "b.sql", "x")))
        .containsExactly(edited("a.sql"), edited("b.sql"));
  }

  @Test
  void equalFoldersHaveNoChanges() {
    ScriptChanges changes =
        ScriptChanges.between(BASELINE, Map.of("V1.sql", "a"), Map.of("V1.sql", "a"));

    assertThat(changes.isEmpty()).isTrue();
    assertThat(changes.baseline()).isEqualTo(BASELINE);
  }

  @Test
  void onlyARenameHasAPreviousPath() {
    assertThatThrownBy(
            () -> new ScriptChange(ScriptChange.Kind.ADDED, "a.sql", Optional.of("b.sql")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static List<Long> seeds() {
    return new Random(20_260_101).longs(500).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theChangesTurnTheOldFolderIntoTheNewOne(long seed) {
    Random random = new Random(seed);
    Map<String, String> before = folder(random);
    Map<String, String> now = folder(random);

    List<ScriptChange> changes = between(before, now);

    assertThat(apply(changes, before, now)).isEqualTo(now);
    assertThat(changes).extracting(ScriptChange::path).isSorted().doesNotHaveDuplicates();
    assertThat(changes.isEmpty()).isEqualTo(before.equals(now));
    assertThat(between(new TreeMap<>(before), new TreeMap<>(now))).isEqualTo(changes);
  }

  private static List<ScriptChange> between(Map<String, String> before, Map<String, String> now) {
    return ScriptChanges.between(BASELINE, before, now).changes();
  }

  /** Few paths and few contents, so that every kind of change and many equal files come up. */
  private static Map<String, String> folder(Random random) {
    Map<String, String> files = new HashMap<>();
    int paths = random.nextInt(10);
    for (int i = 0; i < paths; i++) {
      files.put("V" + random.nextInt(12) + ".sql", "blob" + random.nextInt(4));
    }
    return files;
  }

  /** Reads a content from the new folder only where the change says that it is new. */
  private static Map<String, String> apply(
      List<ScriptChange> changes, Map<String, String> before, Map<String, String> now) {
    Map<String, String> files = new HashMap<>(before);
    for (ScriptChange change : changes) {
      switch (change.kind()) {
        case ADDED -> assertThat(files.put(change.path(), now.get(change.path()))).isNull();
        case EDITED -> assertThat(files.put(change.path(), now.get(change.path()))).isNotNull();
        case REMOVED -> assertThat(files.remove(change.path())).isNotNull();
        case RENAMED -> {
          String previous = change.previousPath().orElseThrow();
          assertThat(files.put(change.path(), before.get(previous))).isNull();
          assertThat(files.remove(previous)).isNotNull();
        }
      }
    }
    return files;
  }
}
