package dev.migratedeploy.localcloud.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Cuts a stream at its line feeds, and at nothing else: a carriage return is part of the line. */
final class Lines {
  private Lines() {}

  /** Reads to the end; what follows the last line feed is a line too. */
  static void read(InputStream stream, Consumer<String> lines) throws IOException {
    InputStream in = new BufferedInputStream(stream);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        lines.accept(line.toString(UTF_8));
        line.reset();
      } else {
        line.write(next);
      }
    }
    if (line.size() > 0) {
      lines.accept(line.toString(UTF_8));
    }
  }
}
