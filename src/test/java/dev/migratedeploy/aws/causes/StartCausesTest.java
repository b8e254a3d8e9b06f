package dev.migratedeploy.aws.causes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartCausesTest {
  static List<KnownText> texts() {
    return KnownText.of("stopped-tasks.txt");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTextThatWasSeenIsExplained(KnownText text) {
    Optional<Cause> cause = StartCauses.of(text.get("says"));

    assertThat(cause).isPresent();
    assertThat(cause.get().sentence()).contains(text.get("cause"));
    assertThat(cause.get().next()).contains(text.get("next"));
    assertThat(cause.get().passes()).isEqualTo(text.get("retry").equals("helps"));
  }

  @Test
  void thereIsATextForEachRow() {
    Set<Cause> found =
        texts().stream()
            .flatMap(text -> StartCauses.TABLE.find(text.get("says")).stream())
            .collect(Collectors.toSet());

    assertThat(StartCauses.TABLE.rows()).filteredOn(row -> !found.contains(row)).isEmpty();
  }

  /** A name that would be a sign of each kind of cause if it was read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "not-found-timeout",
        "access-denied-secret-kms",
        "registry-auth-toomanyrequests",
        "no-space-left-x509-ssm"
      })
  void namesAreNoSigns(String name) {
    for (KnownText text : texts()) {
      String renamed =
          text.get("says").replaceAll("(?<=[/:])(flyway|my_image|notifyservice)", name);
      assertThat(StartCauses.of(renamed)).as(renamed).isEqualTo(StartCauses.of(text.get("says")));
    }
  }

  @Test
  void aTextThatNobodyHasSeenIsNotGuessed() {
    assertThat(StartCauses.of("Something that was never heard of.")).isEmpty();
    assertThat(StartCauses.of("Task failed to start")).isEmpty();
  }
}
