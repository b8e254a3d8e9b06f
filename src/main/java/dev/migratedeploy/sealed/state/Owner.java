package dev.migratedeploy.sealed.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which process a directory belongs to. Numbers of processes come again, so it is known by its
 * start too.
 */
record Owner(long process, long startedAt) {
  private static final String FILE = "owner";

  /** How long a directory may be without an owner: it gets one right after it was made. */
  private static final Duration UNSIGNED = Duration.ofHours(1);

  static Owner self() {
    return of(ProcessHandle.current());
  }

  private static Owner of(ProcessHandle process) {
    return new Owner(
        process.pid(), process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
  }

  void sign(Path directory) throws IOException {
    Files.writeString(directory.resolve(FILE), process + " " + startedAt + "\n");
  }

  /** Whether the process that made the directory is at work no more. */
  static boolean isGone(Path directory, Instant now) throws IOException {
    Optional<Owner> owner = read(directory);
    return owner.isPresent()
        ? !owner.get().isAlive()
        : Files.getLastModifiedTime(directory).toInstant().isBefore(now.minus(UNSIGNED));
  }

  private boolean isAlive() {
    return ProcessHandle.of(process)
        .filter(ProcessHandle::isAlive)
        .filter(found -> of(found).startedAt() == startedAt)
        .isPresent();
  }

  private static Optional<Owner> read(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String[] parts = Files.readString(file).strip().split(" ", 2);
    try {
      return parts.length < 2
          ? Optional.empty()
          : Optional.of(new Owner(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
