package dev.migratedeploy.doctor;

import dev.migratedeploy.doctor.CheckResult.Error;
import dev.migratedeploy.doctor.CheckResult.Ok;
import dev.migratedeploy.doctor.CheckResult.Skipped;
import dev.migratedeploy.doctor.CheckResult.Untold;
import dev.migratedeploy.doctor.CheckResult.Warning;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What was looked at so far. What would end a deploy is one line of it, and the next follows. */
public final class Checklist {
  private final Consumer<Checked> reader;
  private final UnaryOperator<String> advice;
  private final List<Checked> lines = new ArrayList<>();

  /**
   * An empty list.
   *
   * @param reader is told each line as soon as it is known
   */
  public Checklist(Consumer<Checked> reader) {
    this(reader, UnaryOperator.identity());
  }

  /**
   * The same.
   *
   * @param advice words what to do about an error for the reader
   */
  public Checklist(Consumer<Checked> reader, UnaryOperator<String> advice) {
    this.reader = reader;
    this.advice = advice;
  }

  public List<Checked> lines() {
    return List.copyOf(lines);
  }

  /** How many lines are errors. */
  public long errors() {
    return lines.stream().filter(line -> line.outcome() instanceof Error).count();
  }

  /** How many lines are warnings. */
  public long warnings() {
    return lines.stream().filter(line -> line.outcome() instanceof Warning).count();
  }

  /** How many could not be looked at. */
  public long skipped() {
    return lines.stream()
        .filter(line -> line.outcome() instanceof Skipped || line.outcome() instanceof Untold)
        .count();
  }

  /**
   * Looks at a precondition.
   *
   * @param look gets what is to be there, or throws what would end a deploy
   * @param words what to say if it is there
   * @return empty if it is not
   */
  public <T> Optional<T> look(String precondition, Supplier<T> look, Function<T, String> words) {
    Optional<T> found = find(precondition, look);
    found.ifPresent(it -> ok(precondition, words.apply(it)));
    return found;
  }

  /** The same if what is found has to be weighed; nothing is noted if it is there. */
  <T> Optional<T> find(String precondition, Supplier<T> look) {
    try {
      return Optional.of(look.get());
    } catch (ProblemException e) {
      error(precondition, e.problem());
      return Optional.empty();
    }
  }

  void ok(String precondition, String says) {
    add(precondition, new Ok(says));
  }

  void warning(String precondition, String says, String next) {
    add(precondition, new Warning(says, next));
  }

  void error(String precondition, Problem problem) {
    add(
        precondition,
        new Error(new Problem(problem.cause(), problem.details(), advice.apply(problem.next()))));
  }

  void untold(String precondition, String says, String next) {
    add(precondition, new Untold(says, next));
  }

  /** Several that cannot be looked at without another. */
  public void notChecked(String needed, String... preconditions) {
    for (String precondition : preconditions) {
      add(precondition, new Skipped(needed));
    }
  }

  private void add(String precondition, CheckResult outcome) {
    Checked line = new Checked(precondition, outcome);
    lines.add(line);
    reader.accept(line);
  }
}
