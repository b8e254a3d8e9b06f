package dev.migratedeploy.cli;

import dev.migratedeploy.deploy.DeployListener;
import dev.migratedeploy.verdict.Verdict;
import java.io.PrintStream;

/** The verdict in lines without colours: for what ends before the job's output is known. */
record PlainResult(PrintStream out) implements DeployListener {
  @Override
  public void decided(Verdict verdict) {
    out.println("Result   " + verdict.title() + "  " + verdict.explanation().cause());
    verdict.explanation().details().forEach(detail -> out.println("         " + detail));
    verdict.explanation().state().ifPresent(state -> out.println("State    " + state));
    verdict.explanation().next().ifPresent(next -> out.println("Next     " + next));
  }
}
