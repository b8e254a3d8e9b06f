package dev.migratedeploy.report;

import dev.migratedeploy.history.ReadingProgress;
import java.io.PrintStream;
import java.util.List;

/** How far the reading of a history is, in one line that is written again; for a terminal only. */
public final class HistoryProgress implements ReadingProgress {
  private static final int BAR = 20;

  private final LiveArea area;
  private int shown = -1;

  public HistoryProgress(PrintStream out) {
    this.area = new LiveArea(out);
  }

  @Override
  public synchronized void read(int done, int all) {
    int filled = all == 0 ? BAR : BAR * done / all;
    if (done < shown || (filled == shownBar(all) && done < all)) {
      return; // another thread was faster, or nobody would see a difference
    }
    shown = done;
    area.show(
        List.of(
            "reading  "
                + "█".repeat(filled)
                + "·".repeat(BAR - filled)
                + "  "
                + done
                + " of "
                + all
                + " reports"));
  }

  private int shownBar(int all) {
    return shown < 0 ? -1 : BAR * shown / Math.max(1, all);
  }

  /** Takes the line away. */
  public synchronized void end() {
    area.clear();
  }
}
