package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.image.Delivery;
import dev.migratedeploy.image.Delivery.BaseLayers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryMessagesTest {
  @Test
  void eachWayOfTheBaseHasItsWords() {
    assertThat(DeliveryMessages.of(new Delivery.WasThere())).isEqualTo("was there already");
    assertThat(DeliveryMessages.of(new Delivery.Pushed(3_960, new BaseLayers.There())))
        .isEqualTo("4 KB pushed, base already there");
    assertThat(DeliveryMessages.of(new Delivery.Pushed(3_960, new BaseLayers.Mounted("shop/base"))))
        .isEqualTo("4 KB pushed, base mounted from shop/base");
    assertThat(DeliveryMessages.of(new Delivery.Pushed(212_000_000, new BaseLayers.Pushed())))
        .isEqualTo("212 MB pushed with the base");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 KB",
    "1, 1 KB",
    "1000, 1 KB",
    "1001, 2 KB",
    "999000, 999 KB",
    "999001, 1 MB",
    "1499999, 1 MB",
    "1500000, 2 MB",
    "212400000, 212 MB",
    "1234000000, 1234 MB"
  })
  void aSizeIsRounded(long bytes, String words) {
    assertThat(DeliveryMessages.of(new Delivery.Pushed(bytes, new BaseLayers.There())))
        .startsWith(words + " pushed");
  }
}
