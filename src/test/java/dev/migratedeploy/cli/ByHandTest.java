package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nobody can retry a job on a laptop. */
class ByHandTest {
  private static final Verdict NOT_STARTED =
      new Verdict(
          Verdict.Kind.NOT_STARTED,
          VerdictDetails.of("the host is not known")
              .next("check that the runner reaches the registry, then retry the job"));

  @Test
  void inAShellTheCommandIsRunAgain() {
    assertThat(told(Map.of()))
        .hasValue("check that this machine reaches the registry, then run the command again");
  }

  @Test
  void inAJobTheJobIsRetried() {
    assertThat(told(Map.of("CI_JOB_ID", "8801"))).isEqualTo(NOT_STARTED.explanation().next());
  }

  private static Optional<String> told(Map<String, String> variables) {
    List<DeployEvent> events = new ArrayList<>();
    ByHand.telling(events::add, variables).on(new VerdictReached(NOT_STARTED));
    return ((VerdictReached) events.get(0)).verdict().explanation().next();
  }
}
