package dev.migratedeploy.network;

import dev.migratedeploy.support.HumanReadable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The body of an answer, which breaks off if it is too long or too late. */
public final class BoundedAnswer extends FilterInputStream {
  private final long most;
  private final Deadline deadline;
  private long left;

  /**
   * A body.
   *
   * @param most bytes, after unpacking
   */
  public BoundedAnswer(InputStream in, long most, Deadline deadline) {
    super(in);
    this.most = most;
    this.left = most;
    this.deadline = deadline;
  }

  /** All of it. */
  public String text() throws IOException {
    return new String(readAllBytes(), StandardCharsets.UTF_8);
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
      throw new TooLargeException("an answer of more than " + HumanReadable.limit(most));
    }
    deadline.check();
  }
}
