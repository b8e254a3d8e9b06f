package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migratedeploy.demo.BuiltJar;
import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The jar as a user starts it: {@code java -jar} and nothing else. All other tests start it with
 * options that make a short process cheap.
 */
class PlainJarIT extends EndToEnd {
  private static final Map<String, String> SCRIPTS =
      Map.of("V1__tea.sql", "CREATE TABLE tea (name text NOT NULL);");

  private Project.Job job = project.prepare(commit(SCRIPTS), environment);

  @BeforeEach
  void theJarIsThere() {
    assumeTrue(
        BuiltJar.ofThisBuild().isPresent(), "only mvn verify makes the jar before its tests");
  }

  @Test
  void aDeployIsApplied() {
    assertExit(run(job.variables(), "--env", environment), 0, "Result   APPLIED  1 script applied");
    assertThat(applied()).containsExactly("V1__tea.sql");
  }

  @Test
  void aDeployOfAScriptThatFailsIsRed() {
    job = project.prepare(commit(Map.of("V1__tea.sql", "CREATE TABLE;")), environment);

    assertExit(run(job.variables(), "--env", environment), 1, "Result   FAILED  V1__tea.sql");
    assertThat(applied()).isEmpty();
  }

  @Test
  void itPlansAndAnswersTheDoctor() {
    assertExit(run(job.verifying(), "plan", "--env", environment), 0, "V1__tea.sql");
    assertExit(run(job.verifying(), "doctor", "--env", environment), 0, "checks");
    assertThat(applied()).isEmpty();
  }

  @Test
  void aWordThatItDoesNotKnowIsRefused() {
    assertExit(run(Map.of(), "deplyo"), 2, "deplyo", "deploy");
  }

  private ToolProcess.Result run(Map<String, String> variables, String... arguments) {
    List<String> command = BuiltJar.ofThisBuild().orElseThrow().plainCommand();
    return ToolProcess.run(command, job.directory(), variables, List.of(arguments));
  }
}
