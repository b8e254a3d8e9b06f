package dev.migratedeploy.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupMessagesTest {
  @Test
  void theLargestGroupIsCountedAndTheOthersAreNamed() {
    assertThat(
            words(
                group("8", "a", "b", "c", "d", "e"),
                group("7", "acme", "beta"),
                group("6", "p", "q", "r", "s")))
        .isEqualTo(
            "5 of 11 databases: version 8; acme, beta: version 7; p, q, r and 1 more: version 6");
  }

  @Test
  void ifAllAreInTheSameStateThereIsOneGroup() {
    assertThat(words(group("8", "a", "b"))).isEqualTo("2 databases, version 8");
    assertThat(words()).isEqualTo("0 databases");
  }

  @Test
  void manyStatesAreCounted() {
    assertThat(
            words(
                IntStream.range(0, 50)
                    .mapToObj(i -> group(String.valueOf(i), "db" + i))
                    .toArray(DatabaseGroup[]::new)))
        .isEqualTo(
            "1 of 50 databases: version 0; db1: version 1; db2: version 2; db3: version 3; 46 more"
                + " states above");
  }

  private static String words(DatabaseGroup... groups) {
    return new GroupMessages(List.of(groups)).shown().cause();
  }

  private static DatabaseGroup group(String version, String... databases) {
    return new DatabaseGroup(
        new Verdict(Verdict.Kind.SHOWN, VerdictDetails.of("shown")),
        Optional.of(new Plan("staging", Optional.of(version), false, List.of())),
        List.of(databases));
  }

  /** Tasks end in any order; people look for a name where the alphabet puts it. */
  @Test
  void theNamesOfAGroupAreInAlphabeticalOrder() {
    DatabaseGroups groups = new DatabaseGroups();
    Verdict shown = new Verdict(Verdict.Kind.REPAIRED, VerdictDetails.of("repaired"));
    groups.add("shop-18", shown, Optional.empty());
    groups.add("shop-02", shown, Optional.empty());
    assertThat(groups.all().get(0).databases()).containsExactly("shop-02", "shop-18");
  }
}
