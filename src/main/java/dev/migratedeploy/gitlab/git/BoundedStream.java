package dev.migratedeploy.gitlab.git;

import dev.migratedeploy.network.Deadline;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An answer that breaks off if it grows beyond a bound, or takes too long. */
final class BoundedStream extends FilterInputStream {
  private final long most;
  private final Deadline deadline;
  private long left;

  BoundedStream(InputStream in, long most, Deadline deadline) {
    super(in);
    this.most = most;
    this.left = most;
    this.deadline = deadline;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(read);
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long bytes) throws IOException {
    left -= Math.max(0, bytes);
    if (left < 0) {
      throw new TooLargeException("an answer of more than %d bytes".formatted(most));
    }
    deadline.check();
  }
}
