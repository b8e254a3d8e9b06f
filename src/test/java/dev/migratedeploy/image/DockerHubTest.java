package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerHubTest {
  @ParameterizedTest
  @ValueSource(strings = {"flyway/flyway:12", "flyway/flyway", "docker.io/flyway/flyway:12"})
  void itCountsWhatIsReadOfIt(String image) {
    assertThat(DockerHub.counts(image)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:5000/flyway/flyway:12",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com/docker.io/flyway:12",
        "Not a name"
      })
  void nobodyElseDoes(String image) {
    assertThat(DockerHub.counts(image)).isFalse();
  }
}
