package dev.migratedeploy.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A shell and an awk of this machine.
 *
 * @param command that runs a script, such as {@code busybox sh}
 * @param awk the program that is called {@code awk} there; empty for the machine's own
 */
record Shell(List<String> command, Optional<Path> awk) {
  private static final List<String> PATH =
      Arrays.asList(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":"));

  /** Every pair that is installed; {@code /bin/sh} with its own awk always. */
  static Stream<Shell> all() {
    List<List<String>> shells = new ArrayList<>();
    find("dash").ifPresent(dash -> shells.add(List.of(dash.toString())));
    find("bash").ifPresent(bash -> shells.add(List.of(bash.toString())));
    find("busybox").ifPresent(busybox -> shells.add(List.of(busybox.toString(), "sh")));
    List<Path> awks =
        Stream.of("mawk", "gawk", "busybox", "original-awk")
            .flatMap(name -> find(name).stream())
            .toList();
    Stream<Shell> pairs =
        shells.stream()
            .flatMap(shell -> awks.stream().map(awk -> new Shell(shell, Optional.of(awk))));
    return Stream.concat(Stream.of(new Shell(List.of("/bin/sh"), Optional.empty())), pairs);
  }

  static Optional<Path> find(String program) {
    return PATH.stream()
        .map(entry -> Path.of(entry, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A process that runs a script with this shell, its two outputs being one. */
  ProcessBuilder run(Path directory, String script, String... arguments) throws IOException {
    Path file = Files.writeString(directory.resolve("run"), script);
    List<String> whole = new ArrayList<>(command);
    whole.add(file.toString());
    whole.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(whole).directory(directory.toFile()).redirectErrorStream(true);
    if (awk.isPresent()) {
      String program = awk.get().endsWith("busybox") ? awk.get() + " awk" : awk.get().toString();
      Path bin = addProgram(directory, "awk", program);
      if (awk.get().endsWith("busybox")) { // has its own, as Alpine does
        addProgram(directory, "setsid", awk.get() + " setsid");
      }
      builder.environment().put("PATH", bin + ":" + String.join(":", PATH));
    }
    return builder;
  }

  /** Makes a directory for a PATH with a program that is called otherwise elsewhere. */
  static Path addProgram(Path directory, String name, String program) throws IOException {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Path file = bin.resolve(name);
    Files.writeString(file, "#!/bin/sh\nexec " + program + " \"$@\"\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return bin;
  }

  @Override
  public String toString() {
    return String.join(" ", command) + awk.map(path -> " with " + path.getFileName()).orElse("");
  }
}
