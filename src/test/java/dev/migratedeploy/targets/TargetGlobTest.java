package dev.migratedeploy.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migratedeploy.verdict.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --target} chooses by names. */
class TargetGlobTest {
  private static final Targets ALL =
      new Targets(
          List.of(
              new Wave("canary", targets("acme"), 0),
              new Wave("rest", targets("beta", "beta-eu", "a.b", "gamma"), 1)),
          1,
          10,
          Map.of(),
          false);

  @ParameterizedTest
  @CsvSource({
    "acme,acme",
    "beta*,beta beta-eu",
    "'acme, gamma',acme gamma",
    "?eta,beta",
    "a.b,a.b",
    "'*m*',acme gamma",
    "'acme,',acme",
  })
  void namesAreChosen(String globs, String names) {
    Targets chosen = TargetGlob.of(ALL, globs);
    assertThat(chosen.all()).extracting(Target::name).containsExactly(names.split(" "));
    assertThat(chosen.partial()).isTrue();
  }

  @Test
  void aPatternThatIsEverybodysNameChoosesNothing() {
    assertThat(TargetGlob.of(ALL, "*")).isEqualTo(ALL);
    assertThat(TargetGlob.of(ALL, "*").partial()).isFalse();
  }

  @Test
  void aNameThatNobodyHasIsRefusedWithNearOnesAlsoBesideOthers() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> TargetGlob.of(ALL, "acme,betta,zz*"))
        .satisfies(
            refused -> {
              assertThat(refused.problem().cause())
                  .isEqualTo(
                      "could not choose the targets acme,betta,zz*: the list has acme, beta,"
                          + " beta-eu, a.b, gamma");
              assertThat(refused.problem().details())
                  .containsExactly(
                      "no target matches betta; did you mean beta?", "no target matches zz*");
            });
  }

  private static List<Target> targets(String... names) {
    return Stream.of(names).map(name -> new Target(name, Map.of(), Map.of())).toList();
  }
}
