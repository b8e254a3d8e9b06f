package dev.migratedeploy.localcloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * A port for a server that has to be told one before it starts. It is below those that Linux and
 * macOS give to connections (32,768 and 49,152 on): of these, another process may be given one
 * between the choice and the start.
 */
public final class ServerPort {
  static final int FIRST = 15_000;
  static final int END = 32_000;
  private static final int TRIES = 100;

  private ServerPort() {}

  /** A port on which nobody listens. */
  public static int free() {
    return free(new Random());
  }

  static int free(Random random) {
    for (int tried = 0; tried < TRIES; tried++) {
      int port = FIRST + random.nextInt(END - FIRST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "no free port among %d tried from %d to %d".formatted(TRIES, FIRST, END));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
