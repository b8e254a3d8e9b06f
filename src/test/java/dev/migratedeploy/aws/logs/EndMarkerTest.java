package dev.migratedeploy.aws.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndMarkerTest {
  @Test
  void theFormOfTheEntrypointIsRead() {
    assertThat(EndMarker.in("[migrate-deploy] end exit=137 lines=1000000"))
        .contains(new EndMarker(137, 1_000_000));
  }

  @Test
  void onAPseudoTerminalItEndsInACarriageReturn() {
    assertThat(EndMarker.in("[migrate-deploy] end exit=0 lines=5\r")).contains(new EndMarker(0, 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[migrate-deploy] end",
        "[migrate-deploy] end exit=0",
        "[migrate-deploy] end exit=0 lines=",
        "[migrate-deploy] end exit=0 lines=5 ",
        "[migrate-deploy] end exit=0 lines=5\r\r",
        " [migrate-deploy] end exit=0 lines=5",
        "x[migrate-deploy] end exit=0 lines=5",
        "[migrate-deploy] end exit=-1 lines=5",
        "[migrate-deploy] end exit=0000 lines=5",
        "[migrate-deploy] end exit=0 lines=-5",
        "[migrate-deploy] end exit=0 lines=99999999999999999999",
        "[migrate-deploy] end exit=٣ lines=5",
        "[migrate-deploy] END exit=0 lines=5"
      })
  void everythingElseIsALineLikeAnyOther(String line) {
    assertThat(EndMarker.in(line)).isEmpty();
  }
}
