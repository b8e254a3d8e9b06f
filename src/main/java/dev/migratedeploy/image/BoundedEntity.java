package dev.migratedeploy.image;

import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.http.HttpConnection;
import org.apache.http.HttpEntity;
import org.apache.http.entity.HttpEntityWrapper;

/** The body of an answer, which ends even if the server goes on. */
final class BoundedEntity extends HttpEntityWrapper {
  private static final int FIRST_FAILURE = 400;

  /** What is read of the explanation of a failure. */
  private static final long EXPLANATION = 64 << 10;

  private final AnswerLimits limits;
  private final String host;
  private final int status;
  private final HttpConnection connection;

  BoundedEntity(
      HttpEntity entity, AnswerLimits limits, String host, int status, HttpConnection connection) {
    super(entity);
    this.limits = limits;
    this.connection = connection;
    this.host = host;
    this.status = status;
  }

  @Override
  public InputStream getContent() throws IOException {
    return new Bounded(super.getContent());
  }

  private boolean isFailure() {
    return status >= FIRST_FAILURE;
  }

  private long most() {
    return isFailure() ? EXPLANATION : limits.bytes();
  }

  private final class Bounded extends FilterInputStream {
    private final long begin = limits.nanoTime().getAsLong();
    private long bytes;
    private boolean ended;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (ended || (isFailure() && (bytes >= most() || limits.isTooSlow(begin, 0)))) {
        return -1; // the status of a failure says enough
      }
      if (limits.isTooSlow(begin, bytes)) {
        throw tooSlow();
      }
      int read = in.read(buffer, offset, length);
      ended = read < 0;
      bytes += Math.max(0, read);
      if (!isFailure() && bytes > most()) {
        throw tooLong();
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      if (ended) {
        in.close();
      } else {
        cut(in);
      }
    }
  }

  /** Apache's streams read on to the end when they are closed, as if there were one. */
  private void cut(InputStream in) throws IOException {
    connection.shutdown();
    try {
      in.close();
    } catch (IOException e) {
      // That is what was wanted.
    }
  }

  private NotStartedException tooSlow() {
    return new NotStartedException(
        Problem.of(
            "the registry %s did not end its answer in time".formatted(host),
            "check what is between this job and the registry, then retry the job"));
  }

  private RefusedException tooLong() {
    return new RefusedException(
        Problem.of(
            "the registry %s answered with more than %d MiB".formatted(host, most() >> 20),
            "correct image.base or image.repository in the settings: what is there is no image"));
  }
}
