package dev.migratedeploy.secrets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints in UTF-8, line by line, without secrets. */
final class MaskedStream extends PrintStream {
  private final KnownSecrets secrets;

  MaskedStream(OutputStream out, KnownSecrets secrets) {
    super(new Lines(out, secrets), false, StandardCharsets.UTF_8);
    this.secrets = secrets;
  }

  KnownSecrets secrets() {
    return secrets;
  }

  /** Holds a line back until it is whole: a secret may be printed in two pieces. */
  private static final class Lines extends OutputStream {
    /** A line without an end is handed on in pieces; none of them ends within a secret. */
    private static final int LONGEST = 1 << 20;

    private final OutputStream out;
    private final MaskedLines lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(OutputStream out, KnownSecrets secrets) {
      this.out = out;
      this.lines = secrets.lines();
    }

    @Override
    public void write(int b) throws IOException {
      line.write(b);
      if (b == '\n' || line.size() >= LONGEST) {
        print();
      }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      int begin = from;
      for (int i = from; i < from + length; i++) {
        if (bytes[i] == '\n') {
          line.write(bytes, begin, i + 1 - begin);
          begin = i + 1;
          print();
        }
      }
      line.write(bytes, begin, from + length - begin);
      if (line.size() >= LONGEST) {
        print();
      }
    }

    private void print() throws IOException {
      byte[] bytes = line.toByteArray();
      line.reset();
      String text = new String(bytes, StandardCharsets.UTF_8);
      String masked = lines.next(text);
      out.write(masked.equals(text) ? bytes : masked.getBytes(StandardCharsets.UTF_8));
      out.flush();
      if (out instanceof PrintStream stream && stream.checkError()) {
        throw new IOException("nobody reads any more");
      }
    }

    @Override
    public void flush() throws IOException {
      if (line.size() > 0) {
        print();
      }
      out.flush();
    }

    @Override
    public void close() throws IOException {
      flush();
      out.close();
    }
  }
}
