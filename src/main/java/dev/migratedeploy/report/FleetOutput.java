package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.FleetProgressed;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployEvent.TargetEnded;
import dev.migratedeploy.deploy.event.DeployEvent.TargetLogRead;
import dev.migratedeploy.deploy.event.DeployEvent.TaskEvent;
import dev.migratedeploy.deploy.event.FleetOutline;
import dev.migratedeploy.deploy.event.WaveProgress;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.WaitableClock;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A run over many databases in the job's output: a line for each wave that runs, every now and then
 * in a job's log and always the same one on a terminal, and a line for each database that fails.
 */
final class FleetOutput {
  private static final int MOST_WAVES = 50;
  private static final int MOST_NOTES = 30;

  private final PrintStream out;
  private final Style style;
  private final Screen screen;
  private final WaitableClock ticker;
  private final LiveArea area;
  private final FleetFailures failures;
  private final WaveMedian medians = new WaveMedian();
  private final ProgressPace pace = new ProgressPace();
  private final Set<String> endedWaves = new HashSet<>();
  private final Set<String> notes = new HashSet<>();
  private int untoldNotes;
  private String lastNote = "";
  private Optional<FleetLines> lines = Optional.empty();
  private Instant began = Instant.EPOCH;
  private List<WaveProgress> waves = List.of();
  private List<WaveProgress.Counts> printed = List.of();

  FleetOutput(PrintStream out, Style style, Screen screen, WaitableClock ticker) {
    this.out = out;
    this.style = style;
    this.screen = screen;
    this.ticker = ticker;
    this.area = new LiveArea(out);
    this.failures = new FleetFailures(style);
  }

  /** Below its heading. */
  void started(FleetOutline fleet) {
    if (fleet.waves().isEmpty()) {
      return;
    }
    FleetLines.notes(fleet).forEach(note -> out.println(JobOutput.INDENT + note));
    lines = Optional.of(new FleetLines(fleet, screen.columns()));
    began = ticker.now();
  }

  /** Takes in what is told of the databases; false for anything else. */
  boolean on(DeployEvent event) {
    if (lines.isEmpty()) {
      return event instanceof TargetLogRead
          || event instanceof TargetEnded
          || event instanceof FleetProgressed;
    }
    if (event instanceof FleetProgressed progressed) {
      progressed(progressed.waves());
    } else if (event instanceof TargetEnded ended) {
      medians.add(ended.result());
      failures.line(ended.result()).ifPresent(this::line);
    } else if (event instanceof Noted noted) {
      note(noted.sentence());
    } else {
      // What each of many tasks does is not shown.
      return event instanceof TargetLogRead || event instanceof TaskEvent;
    }
    return true;
  }

  /** Prints what is no part of the run, above the lines that are written again. */
  void aside(Runnable other) {
    area.clear();
    other.run();
  }

  /** What is left to say before the result. */
  void ended() {
    area.clear();
    if (lines.isEmpty()) {
      return;
    }
    failures.notTried().forEach(out::println);
    failures.others().ifPresent(out::println);
    if (untoldNotes > 0) {
      out.println(noteLine(untoldNotes + " notes more, the last: " + lastNote));
    }
    long more = endedWaves.size() - MOST_WAVES;
    if (more > 0) {
      out.println("  and " + HumanReadable.count(more, "more wave") + " in result.json");
    }
    notBegun().ifPresent(out::println);
  }

  /** Where the logs of those that did not end well are. */
  Optional<String> logs() {
    return failures.logs();
  }

  private void progressed(List<WaveProgress> now) {
    waves = now;
    failures.notTried().forEach(this::line);
    now.stream()
        .filter(wave -> wave.over() && isBegun(wave) && endedWaves.add(wave.name()))
        .filter(wave -> endedWaves.size() <= MOST_WAVES)
        .forEach(wave -> line(words(wave)));
    List<WaveProgress> running = running();
    if (screen.live()) {
      area.show(running.stream().map(this::words).toList());
      return;
    }
    List<WaveProgress.Counts> counts = running.stream().map(WaveProgress::counts).toList();
    if (!running.isEmpty()
        && pace.isDue(Duration.between(began, ticker.now()), !counts.equals(printed))) {
      printed = counts;
      running.forEach(wave -> out.println(words(wave)));
    }
  }

  private List<WaveProgress> running() {
    return waves.stream().filter(wave -> !wave.over() && isBegun(wave)).toList();
  }

  private static boolean isBegun(WaveProgress wave) {
    WaveProgress.Counts counts = wave.counts();
    return counts.done() + counts.failed() + counts.running() > 0;
  }

  private String words(WaveProgress wave) {
    String line = lines.orElseThrow().wave(wave, medians.words(wave.name()));
    return wave.counts().failed() > 0 ? style.doubtful(line) : line;
  }

  private void line(String text) {
    area.clear();
    out.println(text);
    if (screen.live()) {
      area.show(running().stream().map(this::words).toList());
    }
  }

  private void note(String sentence) {
    if (notes.add(sentence)) {
      if (notes.size() <= MOST_NOTES) {
        line(noteLine(sentence));
      } else {
        untoldNotes++;
        lastNote = sentence;
      }
    }
  }

  private String noteLine(String sentence) {
    return "  …  " + style.dim(TerminalSanitizer.of(sentence, false));
  }

  private Optional<String> notBegun() {
    List<WaveProgress> left =
        waves.stream().filter(wave -> !isBegun(wave) && wave.counts().all() > 0).toList();
    if (left.isEmpty()) {
      return Optional.empty();
    }
    int databases = left.stream().mapToInt(wave -> wave.counts().all()).sum();
    String first = FleetLines.name(left.get(0).name());
    return Optional.of(
        "  "
            + (left.size() == 1 ? "wave " + first : left.size() + " waves from " + first + " on")
            + " not begun: "
            + HumanReadable.count(databases, "database"));
  }
}
