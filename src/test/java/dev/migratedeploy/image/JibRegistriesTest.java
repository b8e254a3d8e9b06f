package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import dev.migratedeploy.support.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JibRegistriesTest {
  private final List<String> asked = new ArrayList<>();
  private final JibRegistries registries = new JibRegistries(new Logins(), pause -> {});

  /** One for a repository of its own, one for the rest. */
  private final class Logins implements RegistryCredential.Source {
    @Override
    public Optional<RegistryCredential> loginFor(String registry) {
      asked.add(registry);
      return Optional.of(new RegistryCredential("whole", Secret.of("p")));
    }

    @Override
    public Optional<RegistryCredential> loginFor(String registry, String repository) {
      asked.add(registry + "/" + repository);
      return repository.startsWith("team/")
          ? Optional.of(new RegistryCredential("team", Secret.of("p")))
          : Optional.empty();
    }
  }

  @Test
  void aRepositoryHasItsOwnLoginBeforeThatOfTheRegistry() throws Exception {
    assertThat(user("registry.example.com/team/flyway")).contains("team");
    assertThat(user("registry.example.com/base")).contains("whole");
  }

  @Test
  void eachLoginIsAskedForOnce() throws Exception {
    for (int round = 0; round < 2; round++) {
      user("registry.example.com/base");
      user("registry.example.com/other");
    }

    assertThat(asked)
        .containsExactly(
            "registry.example.com/base", "registry.example.com", "registry.example.com/other");
  }

  private Optional<String> user(String image) throws Exception {
    return registries.credential(ImageReference.parse(image)).map(Credential::getUsername);
  }
}
