package dev.migratedeploy.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process and all that it has started, whose times the kernel keeps (Linux only). */
final class ProcessTree {
  /** {@code sysconf(_SC_CLK_TCK)} is 100 on every Linux that Java runs on. */
  private static final int MS_PER_TICK = 10;

  /** Behind the name, of /proc/PID/stat (proc(5)): utime, stime, cutime, cstime. */
  private static final int FIRST_TIME = 11;

  private static final int TIMES = 4;

  private ProcessTree() {}

  /** What all processors have spent on it so far, what has ended and was waited for included. */
  static long processorMs(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants())
        .mapToLong(process -> ticks(process.pid()) * MS_PER_TICK)
        .sum();
  }

  private static long ticks(long pid) {
    try {
      byte[] stat = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat"));
      String text = new String(stat, StandardCharsets.ISO_8859_1);
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      return List.of(fields).subList(FIRST_TIME, FIRST_TIME + TIMES).stream()
          .mapToLong(Long::parseLong)
          .sum();
    } catch (IOException e) {
      return 0; // it has just ended: its parent has waited for it, or soon will
    }
  }
}
