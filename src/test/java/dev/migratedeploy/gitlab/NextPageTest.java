package dev.migratedeploy.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Headers that no GitLab sends, but that something at its address may. */
class NextPageTest {
  @Test
  void aLinkThatIsNoTextOfAUrlIsTakenAsItIs() {
    assertThat(after(Map.of(), Map.of("link", "<https://x/?page_token=%zz>; rel=\"next\""), 100))
        .contains(Map.of("page_token", "%zz"));
  }

  @Test
  void aPageThatIsNoNumberIsFollowedByTheFirst() {
    assertThat(after(Map.of("page", "9".repeat(30)), Map.of(), 100)).contains(Map.of("page", "1"));
    assertThat(after(Map.of("page", "x"), Map.of(), 100)).contains(Map.of("page", "1"));
  }

  private static Optional<Map<String, String>> after(
      Map<String, String> query, Map<String, String> headers, int entries) {
    return NextPage.after(query, new GitLabAnswer(200, headers, "[]"), entries);
  }
}
