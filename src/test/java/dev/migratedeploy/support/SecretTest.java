package dev.migratedeploy.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {
  private final Secret secret = Secret.of("glpat-1234");

  @Test
  void aSecretIsNeverPrinted() {
    assertThat(secret).hasToString("****");
    assertThat(secret.reveal()).isEqualTo("glpat-1234");
  }

  @Test
  void aComparisonTellsNothingOfTheValue() {
    assertThat(secret).isNotEqualTo(Secret.of("glpat-1234"));
  }
}
