package dev.migratedeploy.deploy.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.verdict.RefusedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An entryPoint of the task definition, which beats the image's. */
class TemplateEntryPointTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"flyway", "/flyway/flyway", "sh -c", "/bin/sh -c", "bash -c", "/bin/bash -lc"})
  void whatTheImageDoesItselfIsLeftOutAndSaid(String words) {
    TaskTemplate template = template(words);

    assertThatCode(() -> TemplateEntryPoint.check(template, image("flyway")))
        .doesNotThrowAnyException();
    assertThat(TemplateEntryPoint.leftOut(template, image("flyway")))
        .hasValueSatisfying(
            said ->
                assertThat(said)
                    .contains("[\"" + words.replace(" ", "\", \"") + "\"] of container flyway")
                    .endsWith("the image's own entrypoint runs [\"flyway\"]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bin/wrapper.sh",
        "/bin/wrapper.sh flyway",
        "flyway -X",
        "sh wrapper.sh",
        "sh -c flyway",
        "sh -e",
        "tini -- flyway",
        "java -jar app.jar"
      })
  void whatTheImageDoesNotDoIsRefusedByName(String words) {
    TaskTemplate template = template(words);

    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class, () -> TemplateEntryPoint.check(template, image("flyway")));

    assertThat(refused.problem().cause())
        .contains("container flyway of the task definition flyway")
        .contains("[\"" + words.replace(" ", "\", \"") + "\"]");
    assertThat(refused.problem().next()).contains("image.entrypoint");
  }

  @Test
  void aWrapperThatTheSettingsNameIsRunByTheImage() {
    TaskTemplate template = template("/bin/wrapper.sh flyway");
    ImageSettings image = image("/bin/wrapper.sh", "flyway");

    assertThatCode(() -> TemplateEntryPoint.check(template, image)).doesNotThrowAnyException();
    assertThat(TemplateEntryPoint.leftOut(template, image)).isPresent();
  }

  @Test
  void theImagesOwnEntrypointIsNotWorthAWord() {
    TaskTemplate template = template("/migrate-deploy/run");

    TemplateEntryPoint.check(template, image("flyway"));
    assertThat(TemplateEntryPoint.leftOut(template, image("flyway"))).isEmpty();
    assertThat(TemplateEntryPoint.leftOut(PlainTemplate.of("flyway"), image("flyway"))).isEmpty();
  }

  @Test
  void anotherProgramOfTheSameNameIsAnotherProgram() {
    assertThat(
            catchThrowableOfType(
                RefusedException.class,
                () -> TemplateEntryPoint.check(template("/opt/a/flyway"), image("/b/flyway"))))
        .isNotNull();
  }

  private static TaskTemplate template(String words) {
    return PlainTemplate.withEntryPoint("flyway", List.of(words.split(" ")));
  }

  private static ImageSettings image(String... entrypoint) {
    return new ImageSettings("flyway/flyway:12", "r", List.of(entrypoint), "/flyway/sql", Map.of());
  }
}
