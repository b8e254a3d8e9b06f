package dev.migratedeploy.localcloud.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processes of one container. A process that its parent has left behind is still found by the
 * container's own directory in its environment, where the system shows that (Linux does).
 *
 * @param directory in {@code HOME} and {@code TMPDIR} of each of them
 */
record Processes(ProcessHandle main, Path directory) {
  /** Ends all of them, as the kernel does when a container's first process has ended. */
  void kill() {
    List<ProcessHandle> left = find();
    // A process may start another one while it is being looked for.
    for (int round = 0; round < 10 && !left.isEmpty(); round++) {
      left.forEach(ProcessHandle::destroyForcibly);
      left = find();
    }
  }

  private List<ProcessHandle> find() {
    Stream<ProcessHandle> family = Stream.concat(Stream.of(main), main.descendants());
    Stream<ProcessHandle> strays = ProcessHandle.allProcesses().filter(this::isOurs);
    return Stream.concat(family, strays).distinct().filter(ProcessHandle::isAlive).toList();
  }

  private boolean isOurs(ProcessHandle process) {
    try {
      Path environment = Path.of("/proc", Long.toString(process.pid()), "environ");
      return Files.readString(environment, ISO_8859_1).contains("TMPDIR=" + directory);
    } catch (IOException e) {
      return false; // has ended, is somebody else's, or this is not Linux
    }
  }
}
