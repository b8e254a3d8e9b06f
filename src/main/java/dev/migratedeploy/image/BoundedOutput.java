package dev.migratedeploy.image;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Takes as many bytes as were said to come. */
final class BoundedOutput extends FilterOutputStream {
  private final long most;
  private final String what;
  private long written;

  BoundedOutput(OutputStream out, long most, String what) {
    super(out);
    this.most = most;
    this.what = what;
  }

  @Override
  public void write(int one) throws IOException {
    count(1);
    out.write(one);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    count(length);
    out.write(bytes, offset, length);
  }

  private void count(int more) {
    written += more;
    if (written > most) {
      throw new RefusedException(
          Problem.of(
              "the blob %s has more than its %d bytes".formatted(what, most),
              "correct image.base in the settings, or repair what its registry gives out"));
    }
  }
}
