package dev.migratedeploy.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.verdict.RefusedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A person answers at a terminal. */
class PromptsTest {
  private final List<String> asked = new ArrayList<>();

  @Test
  void aWrongAnswerIsAskedAgainAtOnce() {
    Prompts prompts = answering("12", "123456789012");

    assertThat(prompts.text("--account", Optional.empty(), "\\d{12}", "the account's digits"))
        .isEqualTo("123456789012");
    assertThat(asked).containsExactly("the account's digits", "not 12, but the account's digits");
    prompts.refuseIfWrong();
  }

  @Test
  void idsAreAskedAgainToo() {
    Prompts prompts = answering("sub-1", "subnet-0a1b, subnet-2c3d");

    assertThat(prompts.ids("--subnets", Optional.empty(), "subnet", "the subnets"))
        .containsExactly("subnet-0a1b", "subnet-2c3d");
    assertThat(asked).hasSize(2);
    prompts.refuseIfWrong();
  }

  @Test
  void theEndOfTheInputEndsTheQuestions() {
    Prompts prompts = answering("12");

    assertThat(prompts.text("--account", Optional.empty(), "\\d{12}", "the digits")).isEmpty();
    assertThatThrownBy(prompts::refuseIfWrong).isInstanceOf(RefusedException.class);
  }

  private Prompts answering(String... answers) {
    Deque<String> left = new ArrayDeque<>(List.of(answers));
    return new Prompts(
        question -> {
          asked.add(question);
          return Optional.ofNullable(left.poll());
        });
  }
}
