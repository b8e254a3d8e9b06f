package dev.migratedeploy.observer;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Writes the lines, numbered, each with one write, so that none falls into another one. */
final class LineOutput {
  /** One line is one event of a log that may be cut at 4 KB, with its end. */
  private static final int LONGEST = 3_900;

  private final PrintStream out;
  private final String prefix;
  private final int run;
  private final long began = System.nanoTime();
  private final Set<String> lost = new HashSet<>();
  private int number;
  private boolean ended;

  LineOutput(PrintStream out, String key, int run) {
    this.out = out;
    this.prefix = "[migrate-deploy:" + key + "] ";
    this.run = run;
  }

  synchronized void write(JsonLine event) {
    if (ended) {
      return;
    }
    long millis = (System.nanoTime() - began) / 1_000_000;
    String head =
        prefix + "{\"v\":1,\"run\":" + run + ",\"n\":" + (number + 1) + ",\"t\":" + millis + ",";
    String line = head + event.members() + "}\n";
    if (line.length() > LONGEST) {
      return;
    }
    number++;
    byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }

  /** The last line; what comes later is not written. */
  synchronized void end(JsonLine event) {
    write(event);
    ended = true;
  }

  /**
   * Told once for each: {@code connection}, {@code locks}, {@code history}, {@code sizes} or {@code
   * activity}.
   */
  synchronized void lost(String what, Throwable why) {
    if (lost.add(what)) {
      write(JsonLine.of("lost").put("what", what).put("why", Failure.nameOf(why)));
    }
  }

  synchronized void lost(String what, String why) {
    if (lost.add(what)) {
      write(JsonLine.of("lost").put("what", what).put("why", why));
    }
  }
}
