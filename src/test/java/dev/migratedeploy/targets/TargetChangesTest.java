package dev.migratedeploy.targets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a job says of a list that is another one than last time. */
class TargetChangesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,x~b,y | a,x~b,y~c,z | targets: 1 new (c)",
        "a,x~b,y | a,x | targets: 1 removed (b)",
        "a,x~b,y | a,x~c,y | targets: 1 renamed (b → c)",
        "a,x~b,y | a,x~b,z | targets: 1 with other fields (b)",
        "a,x | b,y~c,z | targets: 2 new (b, c), 1 removed (a)",
        "a,x~b,y | b,y~a,x | targets: the same in another form",
        "a,x | 1,a~2,b~3,c~4,d~5,e~6,f | 'targets: 6 new (1, 2, 3, 4, 5, …), 1 removed (a)'",
      })
  void whoIsNewAndWhoIsGoneIsTold(String before, String now, String words) {
    assertThat(TargetChanges.between("t.csv", csv(before), csv(now))).contains(words);
  }

  /** Two databases on one host: neither is the other under a new name for certain. */
  @Test
  void aRenamedTargetIsOneWithTheSameFields() {
    assertThat(TargetChanges.between("t.csv", "name\na\n", "name\nb\n"))
        .contains("targets: 1 new (b), 1 removed (a)");
  }

  @Test
  void anEarlierFileThatCannotBeReadTellsNothing() {
    assertThat(TargetChanges.between("t.csv", "host\nx\n", "name\na\n")).isEmpty();
    assertThat(TargetChanges.between("t.yml", "- {name: a", "- {name: a}")).isEmpty();
  }

  private static String csv(String rows) {
    return "name,host\n" + rows.replace("~", "\n") + "\n";
  }
}
