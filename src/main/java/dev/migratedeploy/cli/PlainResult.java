package dev.migratedeploy.cli;

import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.verdict.Verdict;
import java.io.PrintStream;

/** The verdict in lines without colours: for what ends before the job's output is known. */
record PlainResult(PrintStream out) implements DeployListener {
  @Override
  public void on(DeployEvent event) {
    if (event instanceof VerdictReached reached) {
      print(reached.verdict());
    }
  }

  void print(Verdict verdict) {
    out.println("Result   " + verdict.title() + "  " + verdict.explanation().cause());
    verdict.explanation().details().forEach(detail -> out.println("         " + detail));
    verdict.explanation().state().ifPresent(state -> out.println("State    " + state));
    verdict.explanation().next().ifPresent(next -> out.println("Next     " + next));
  }
}
