package dev.migratedeploy.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.support.Program;
import dev.migratedeploy.verdict.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program of the job prints the list. */
class TargetCommandTest {
  private static final String TEMPLATE = "\nenvironment: {FLYWAY_SCHEMAS: \"${target.name}\"}";

  private final TargetsText project;

  TargetCommandTest(@TempDir Path directory) {
    this.project =
        new TargetsText(directory, Map.of("PATH", "/usr/bin:/bin", "TENANTS", "acme beta"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name,host\nacme,db1\nbeta,db2\n",
        "[{\"name\": \"acme\"}, {\"name\": \"beta\"}]",
        "\n- name: acme\n- name: beta\n",
        "name\nacme\nbeta\n",
      })
  void itsOutputSaysItselfWhatItIs(String output) {
    project.with("list", output);
    assertThat(names("from: {command: [cat, list]}")).containsExactly("acme", "beta");
  }

  @Test
  void itGetsTheJobsVariablesAndNoShell() {
    project.with("list.sh", "echo name; for t in $TENANTS; do echo $t; done");
    assertThat(names("from: {command: [sh, list.sh]}")).containsExactly("acme", "beta");
    assertThat(
            project
                .refusal("from: {command: [echo, \"$TENANTS; echo name\"]}" + TEMPLATE)
                .details())
        .containsExactly(
            "output of echo:1: the first line names the columns; name must be one of them, and it"
                + " has \"$TENANTS, echo name\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[sh, -c, 'echo no database >&2; exit 3'] | sh: it exited with 3: no database",
        "[sh, -c, 'exit 1'] | sh: it exited with 1",
        "['true'] | true: it printed nothing",
        "[sh, -c, 'echo hm >&2'] | sh: it printed nothing; on standard error hm",
        "[no-such-program] | no-such-program: there is no such program",
      })
  void aProgramThatFailsIsRefused(String words, String why) {
    assertThat(project.refusal("from: {command: " + words + "}" + TEMPLATE).cause())
        .isEqualTo("could not read the targets from the command " + why);
  }

  /** As a script that was written on Windows, or added without its bit, is in a checkout. */
  @Test
  void aScriptThatIsNotExecutableIsToldWithTheWayOut() {
    project.with("list.sh", "echo name");
    Problem problem = project.refusal("from: {command: [./list.sh, production]}" + TEMPLATE);
    assertThat(problem.cause())
        .isEqualTo("could not read the targets from the command ./list.sh: it is not executable");
    assertThat(problem.next())
        .isEqualTo(
            "run git update-index --chmod=+x ./list.sh and commit, or begin the command with its"
                + " interpreter: [sh, ./list.sh]");
  }

  @Test
  void aProgramThatDoesNotEndIsRefused() {
    Program endless =
        (command, directory, timeout) -> {
          throw new IOException("it took longer than " + timeout.toSeconds() + " s");
        };
    assertThat(
            Assertions.catchThrowableOfType(
                    dev.migratedeploy.verdict.RefusedException.class,
                    () ->
                        TargetList.resolve(
                            project
                                .settings("from: {command: [sleep, 100]}" + TEMPLATE)
                                .targets()
                                .orElseThrow(),
                            project.directory(),
                            new TargetCommand(endless, project.directory()),
                            Optional.empty()))
                .problem()
                .cause())
        .isEqualTo("could not read the targets from the command sleep: it took longer than 60 s");
  }

  @Test
  void whatIsWrongWithItsOutputIsToldWithItsLines() {
    project.with("list", "name,host\nacme,db1\nacme,db2\n");
    assertThat(project.refusal("from: {command: [cat, list]}" + TEMPLATE))
        .satisfies(
            problem -> {
              assertThat(problem.cause())
                  .isEqualTo("the targets in the output of cat have a problem");
              assertThat(problem.details())
                  .containsExactly(
                      "output of cat:3: the name acme is taken: line 2 has it; each target has a"
                          + " name of its own");
            });
  }

  private List<String> names(String from) {
    return project.resolve(from + TEMPLATE).all().stream().map(Target::name).toList();
  }
}
