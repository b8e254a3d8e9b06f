package dev.migratedeploy.targets;

import dev.migratedeploy.support.Program;
import dev.migratedeploy.support.SystemProgram;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program of the job that prints the list of databases. It is not given to a shell. */
record TargetCommand(Program program, Path directory) {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int MOST_LETTERS = 3 << 20;

  /** It gets everything that the job has. */
  static TargetCommand ofJob(Map<String, String> variables, Path directory) {
    return new TargetCommand(
        new SystemProgram(Optional.of(variables), variables.getOrDefault("PATH", "")), directory);
  }

  /**
   * What it prints.
   *
   * @throws RefusedException if it fails, prints nothing or does not end
   */
  String output(List<String> words) {
    Program.Ended ended;
    try {
      ended = program.run(words, directory, LONGEST);
    } catch (IOException failure) {
      String why = String.valueOf(failure.getMessage());
      if (why.contains("error=13,")) {
        throw notExecutable(words);
      }
      throw refused(
          words,
          why.contains("error=2,") ? "there is no such program" : why,
          "correct targets.from.command in the settings; it is a program and its arguments, without"
              + " a shell");
    }
    if (ended.exitCode() != 0) {
      throw refused(
          words,
          "it exited with "
              + ended.exitCode()
              + (ended.complaint().isBlank() ? "" : ": " + ended.complaint()),
          "correct what it complains about, then run the job again");
    }
    if (ended.output().isBlank()) {
      throw refused(
          words,
          "it printed nothing"
              + (ended.complaint().isBlank() ? "" : "; on standard error " + ended.complaint()),
          "let it print the targets as YAML, JSON or CSV on its standard output");
    }
    if (ended.output().length() > MOST_LETTERS) {
      throw refused(
          words,
          "it printed more than %d MiB".formatted(MOST_LETTERS >> 20),
          "let it print the targets and nothing else");
    }
    return ended.output();
  }

  private static RefusedException notExecutable(List<String> words) {
    String program = words.get(0);
    return refused(
        words,
        "it is not executable",
        "run git update-index --chmod=+x %s and commit, or begin the command with its interpreter: [sh, %s]"
            .formatted(program, program));
  }

  /** Its arguments may hold what nobody is to read. */
  private static RefusedException refused(List<String> words, String why, String next) {
    return new RefusedException(
        Problem.of(
            "could not read the targets from the command %s: %s".formatted(words.get(0), why),
            next));
  }
}
