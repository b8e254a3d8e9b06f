package dev.migratedeploy.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which placeholders a script uses, as Flyway's reader finds them. */
class PlaceholderUseTest {
  private static final PlaceholderUse USUAL = PlaceholderUse.of(FlywayOptions.none());

  @Test
  void thoseWithoutAValueAreFoundWhereverTheyAre() {
    assertThat(
            USUAL.without(
                Map.of("known", "x"),
                "GRANT SELECT ON ${schema}.a TO ${Reader}; -- ${in_a_comment}\n'${known}${schema}'"))
        .containsExactly("in_a_comment", "reader", "schema");
  }

  @Test
  void flywaysOwnAreNoneOfThem() {
    assertThat(USUAL.without(Map.of(), "${flyway:timestamp} ${flyway:user}")).isEmpty();
  }

  @Test
  void namesAreComparedWithoutRegardToCase() {
    assertThat(USUAL.without(Map.of("region", "eu"), "${REGION} ${Region}")).isEmpty();
  }

  @Test
  void whatIsNoPlaceholderIsNone() {
    assertThat(USUAL.without(Map.of(), "$1 $body$ $ {a} ${open")).isEmpty();
    assertThat(USUAL.without(Map.of(), "${\n}")).isEmpty();
    assertThat(USUAL.without(Map.of(), "")).isEmpty();
  }

  @Test
  void otherPrefixesAreUsedWhereTheOptionsSayThem() {
    PlaceholderUse own = new PlaceholderUse("#[", "]", "flyway_");

    assertThat(own.without(Map.of(), "#[a] ${b} #[flyway_user]")).containsExactly("a");
  }
}
