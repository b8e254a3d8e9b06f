package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.FleetProgressed;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployEvent.TargetEnded;
import dev.migratedeploy.deploy.event.DeployEvent.TargetLogRead;
import dev.migratedeploy.deploy.event.DeployEvent.TaskEvent;
import dev.migratedeploy.deploy.event.FleetOutline;
import dev.migratedeploy.deploy.event.TargetResult;
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
  private final WaveTally tally = new WaveTally();
  private final LiveWaves waves = new LiveWaves();
  private final ProgressPace pace = new ProgressPace();
  private final Set<String> endedWaves = new HashSet<>();
  private final Set<String> notes = new HashSet<>();
  private int untoldNotes;
  private String lastNote = "";
  private Optional<FleetLines> lines = Optional.empty();
  private Instant began = Instant.EPOCH;
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
    waves.began(fleet, began);
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
      ended(ended.result());
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
    failures.together().forEach(out::println);
    failures.others().ifPresent(out::println);
    if (untoldNotes > 0) {
      out.println(
          noteLine(HumanReadable.count(untoldNotes, "more note") + ", the last: " + lastNote));
    }
    int more = endedWaves.size() - MOST_WAVES;
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
    waves.told(now, ticker.now());
    failures.together().forEach(this::line);
    now.stream()
        .filter(wave -> wave.over() && LiveWaves.isBegun(wave) && endedWaves.add(wave.name()))
        .filter(wave -> endedWaves.size() <= MOST_WAVES)
        .forEach(wave -> line(words(wave)));
    if (screen.live()) {
      area.show(live());
      return;
    }
    List<WaveProgress> running = waves.running(ticker.now());
    List<WaveProgress.Counts> counts = running.stream().map(WaveProgress::counts).toList();
    if (!running.isEmpty()
        && pace.isDue(Duration.between(began, ticker.now()), !counts.equals(printed))) {
      printed = counts;
      running.forEach(wave -> out.println(words(wave)));
    }
  }

  private void ended(TargetResult result) {
    tally.add(result);
    waves.ended(result);
    Optional<String> line = failures.line(result);
    line.ifPresent(this::line);
    if (line.isEmpty() && screen.live()) {
      area.show(live());
    }
  }

  private List<String> live() {
    return waves.running(ticker.now()).stream().map(this::words).toList();
  }

  private String words(WaveProgress wave) {
    String line = lines.orElseThrow().wave(wave, tally);
    return wave.counts().failed() > 0 ? style.doubtful(line) : line;
  }

  private void line(String text) {
    area.clear();
    out.println(text);
    if (screen.live()) {
      area.show(live());
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
        waves.all().stream()
            .filter(wave -> !LiveWaves.isBegun(wave) && wave.counts().waiting() > 0)
            .toList();
    if (left.isEmpty()) {
      return Optional.empty();
    }
    int databases = left.stream().mapToInt(wave -> wave.counts().waiting()).sum();
    String first = FleetLines.name(left.get(0).name());
    return Optional.of(
        "  "
            + (left.size() == 1 ? "wave " + first : left.size() + " waves from " + first + " on")
            + " not begun: "
            + HumanReadable.count(databases, "database"));
  }
}
