package dev.migratedeploy.flyway.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScriptOrderTest {
  @Test
  void versionsAscendThenRepeatablesByDescriptionThenTheRest() {
    List<MigrationScript> scripts =
        new ArrayList<>(
            ScriptNamesTest.scripts(
                "late/V1.1__b.sql",
                "B1.5__state.sql",
                "V2__c.sql",
                "V10__d.sql",
                "z/R__alpha.sql",
                "a/R__beta.sql",
                "afterMigrate.sql",
                "data.csv"));
    List<MigrationScript> expected = List.copyOf(scripts);
    Collections.shuffle(scripts, new Random(3));
    scripts.sort(ScriptOrder.OF_APPLICATION);
    assertThat(scripts).isEqualTo(expected);
  }

  @Test
  void pathsAreInTheSameOrder() {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "late/V1.1__b.sql", "V2__c.sql", "V100__d.sql", "V118__e.sql", "a/R__beta.sql"));
    List<String> expected = List.copyOf(paths);
    Collections.shuffle(paths, new Random(3));

    paths.sort(ScriptOrder.OF_PATHS);

    assertThat(paths).isEqualTo(expected);
  }
}
