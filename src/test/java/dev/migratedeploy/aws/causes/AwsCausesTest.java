package dev.migratedeploy.aws.causes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AwsCausesTest {
  static List<KnownText> texts() {
    return KnownText.of("aws-errors.txt");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void anErrorThatWasSeenHasItsClassCauseAndNextStep(KnownText text) {
    Cause cause = find(text).orElseThrow();

    assertThat(cause.passes()).isEqualTo(text.get("class").equals("NOT STARTED"));
    assertThat(cause.sentence() + ": " + text.get("code") + " " + text.get("says"))
        .contains(text.get("cause"));
    assertThat(cause.next().replace(AwsCauses.ACTION, text.get("says"))).contains(nextOf(text));
  }

  @Test
  void thereIsATextForEachRow() {
    Set<Cause> found =
        texts().stream().flatMap(text -> find(text).stream()).collect(Collectors.toSet());

    assertThat(Stream.of(AwsCauses.TABLE, RunTaskCauses.TABLE).flatMap(it -> it.rows().stream()))
        .filteredOn(row -> !found.contains(row))
        .isEmpty();
  }

  @Test
  void thereIsATextForEachRowOfRegistries() {
    Set<Cause> found =
        KnownText.of("registry-errors.txt").stream()
            .flatMap(text -> RegistryCauses.of(text.get("code") + ": " + text.get("says")).stream())
            .collect(Collectors.toSet());

    assertThat(RegistryCauses.TABLE.rows()).filteredOn(row -> !found.contains(row)).isEmpty();
  }

  @Test
  void anErrorThatNobodyHasSeenIsNotGuessed() {
    assertThat(AwsCauses.of("ValidationError", "1 validation error detected")).isEmpty();
    assertThat(RunTaskCauses.of("ClientException", "no such thing")).isEmpty();
  }

  /** The action comes from AWS' sentence, which the table does not know. */
  private static String nextOf(KnownText text) {
    return text.get("next").replaceFirst("^allow (?!iam:PassRole)", "");
  }

  private static Optional<Cause> find(KnownText text) {
    return AwsCauses.of(text.get("code"), text.get("says"))
        .or(() -> RunTaskCauses.of(text.get("code"), text.get("says")));
  }
}
