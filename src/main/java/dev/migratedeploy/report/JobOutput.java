package dev.migratedeploy.report;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.ActionsListed;
import dev.migratedeploy.deploy.event.DeployEvent.ChangesDetected;
import dev.migratedeploy.deploy.event.DeployEvent.DatabasesCompared;
import dev.migratedeploy.deploy.event.DeployEvent.FindingsWeighed;
import dev.migratedeploy.deploy.event.DeployEvent.FleetStarted;
import dev.migratedeploy.deploy.event.DeployEvent.FlywayObserved;
import dev.migratedeploy.deploy.event.DeployEvent.ImagePublished;
import dev.migratedeploy.deploy.event.DeployEvent.LogEnded;
import dev.migratedeploy.deploy.event.DeployEvent.LogLineRead;
import dev.migratedeploy.deploy.event.DeployEvent.MonitoringStarted;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployEvent.PendingListed;
import dev.migratedeploy.deploy.event.DeployEvent.PlanComputed;
import dev.migratedeploy.deploy.event.DeployEvent.RehearsalStarted;
import dev.migratedeploy.deploy.event.DeployEvent.RunStarted;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.deploy.event.DeployEvent.TaskEvent;
import dev.migratedeploy.deploy.event.DeployEvent.TaskStateChanged;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.event.RunInfo;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.plan.pending.EnvironmentStatus;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.Verdict;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the person reads: one screen that says what was to be done, what happened, and what now. */
public final class JobOutput implements DeployListener {
  private static final int MOST_CHANGES = 20;
  static final String INDENT = " ".repeat(16);

  private final PrintStream out;
  private final Style style;
  private final Sections sections;
  private final FindingsOutput findings;
  private final LogOutput log;
  private final FleetOutput fleet;
  private final RehearsalOutput rehearsal;
  private final WaitableClock ticker;
  private Instant stationBegan;
  private TaskTimes times = new TaskTimes();

  /** Where the task's time went inside of Flyway. */
  private Optional<String> inScripts = Optional.empty();

  private boolean inLog;

  /**
   * Output to a stream.
   *
   * @param colour whether colours may be used
   * @param gitLab whether the reader is GitLab, which folds sections
   */
  public JobOutput(PrintStream out, boolean colour, boolean gitLab, WaitableClock ticker) {
    this(out, colour, gitLab, Screen.LOG, ticker);
  }

  /** The same where lines may be written again in their place. */
  public JobOutput(
      PrintStream out, boolean colour, boolean gitLab, Screen screen, WaitableClock ticker) {
    this.out = out;
    this.style = new Style(colour);
    this.sections = new Sections(out, gitLab);
    this.findings = new FindingsOutput(out, style);
    this.log = new LogOutput(out, style, sections, ticker);
    this.fleet = new FleetOutput(out, style, screen, ticker);
    this.rehearsal = new RehearsalOutput(out, style, sections, findings, ticker);
    this.ticker = ticker;
    this.stationBegan = ticker.now();
  }

  @Override
  public void on(DeployEvent event) {
    if (!fleet.on(event)) {
      fleet.aside(() -> print(event));
    }
  }

  private void print(DeployEvent event) {
    if (event instanceof LogLineRead read) {
      line(read);
    } else if (event instanceof TaskEvent ofTask) {
      task(ofTask);
    } else if (event instanceof Noted noted) {
      note(noted.sentence());
    } else if (event instanceof VerdictReached reached) {
      decided(reached.verdict());
    } else {
      work(event);
    }
  }

  private void task(TaskEvent event) {
    if (event instanceof MonitoringStarted started) {
      started(started.monitored(), started.log());
    } else if (event instanceof TaskStateChanged changed) {
      state(changed.state(), changed.elapsed());
    } else if (event instanceof FlywayObserved seen) {
      inLog |= log.observed(seen);
    } else if (event instanceof LogEnded ended) {
      inScripts = ScriptTimes.words(ended.observed());
      log.ended();
      stationBegan = ticker.now();
    }
  }

  private void work(DeployEvent event) {
    if (event instanceof RunStarted started) {
      runStarted(started.run());
    } else if (event instanceof ChangesDetected detected) {
      detected(detected.changes(), detected.scripts());
    } else if (event instanceof ScriptsChecked checked) {
      findings.checked(checked.folder(), checked.findings());
    } else if (event instanceof FindingsWeighed weighed) {
      findings.weighed(weighed);
    } else if (event instanceof ActionsListed listed) {
      planned(listed.actions());
    } else if (event instanceof PlanComputed computed) {
      plan(computed.plan());
    } else if (event instanceof PendingListed listed) {
      pending(listed.environments());
    } else if (event instanceof ImagePublished published) {
      published(published.image());
    } else if (event instanceof DatabasesCompared compared) {
      station("Version", "", GroupLines.heading(compared));
      GroupLines.of(compared.groups()).forEach(this::indented);
    } else if (event instanceof FleetStarted started) {
      station("Fleet", took(), FleetLines.heading(started.fleet()));
      fleet.started(started.fleet());
    } else if (event instanceof RehearsalStarted started) {
      station("Base", HumanReadable.words(started.base().took()), RehearsalOutput.heading(started));
    }
    rehearsal.on(event);
  }

  /** An environment, a project and a branch have whatever name somebody has given them. */
  private void runStarted(RunInfo heading) {
    out.println(style.bold(TerminalSanitizer.of(heading.words(), false)));
    out.println();
  }

  private void detected(ScriptChanges changes, int scripts) {
    station("Detect", took(), ChangeLines.heading(changes, scripts));
    ChangeLines.of(changes, MOST_CHANGES).forEach(this::indented);
  }

  private void planned(List<String> actions) {
    station("Plan", "", "this would be done");
    actions.forEach(action -> indented(TerminalSanitizer.of(action, false)));
  }

  private void plan(Plan plan) {
    station("Plan", "", PlanLines.heading(plan));
    PlanLines.of(plan, MOST_CHANGES).forEach(this::indented);
  }

  private void pending(List<EnvironmentStatus> environments) {
    station("Pending", took(), "what is merged and not applied");
    environments.forEach(
        environment -> PendingLines.of(environment, MOST_CHANGES).forEach(this::indented));
  }

  private void indented(String line) {
    out.println(INDENT + line);
  }

  private void note(String sentence) {
    out.println((inLog ? "  …  " : INDENT) + style.dim(TerminalSanitizer.of(sentence, false)));
  }

  private void published(PublishedImage image) {
    station(
        "Publish",
        took(),
        image.shortName() + style.dim("  (" + DeliveryMessages.of(image.delivery()) + ")"));
  }

  private void started(RunningTask task, LogDestination destination) {
    times = new TaskTimes();
    inScripts = Optional.empty();
    log.ofNewTask();
    station(
        "Task",
        took(),
        task.definition() + " on cluster " + task.cluster() + ", task " + task.id());
    destination
        .unreadable()
        .map(place -> "its output goes to " + place + ": it is not shown here")
        .ifPresent(line -> out.println(INDENT + style.doubtful(line)));
  }

  private void state(TaskState state, Duration elapsed) {
    times.add(state, elapsed, ticker.now());
    if (!log.begun()) {
      out.println(
          INDENT
              + style.dim(
                  state.status().toLowerCase(Locale.ROOT)
                      + " after "
                      + HumanReadable.words(elapsed)));
    }
  }

  private void line(LogLineRead read) {
    if (read.shown()) {
      inLog = true;
      log.line(read.line());
    }
  }

  private void decided(Verdict verdict) {
    log.ended();
    fleet.ended();
    sections.end(ticker.now());
    String time =
        Stream.of(times.words(ticker.now()), inScripts)
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
    if (!time.isEmpty()) {
      String words = TerminalSanitizer.of(time, false);
      out.println(style.bold("%-7s".formatted("Time")) + "  " + words);
    }
    new ResultBlock(out, style.colour()).print(verdict, fleet.logs());
  }

  /** Its work began when the station before it was done. */
  private void station(String name, String took, String text) {
    sections.begin(name.toLowerCase(Locale.ROOT), stationBegan);
    out.println(style.bold("%-7s".formatted(name)) + " %6s  ".formatted(took) + text);
    stationBegan = ticker.now();
    inLog = false;
  }

  private String took() {
    return HumanReadable.words(Duration.between(stationBegan, ticker.now()));
  }
}
