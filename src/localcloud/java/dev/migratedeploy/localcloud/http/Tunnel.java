package dev.migratedeploy.localcloud.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** Carries bytes between two sockets, both ways, until either side ends. */
final class Tunnel {
  private Tunnel() {}

  /** Comes back when one side has ended; both are closed then. */
  static void join(Socket one, Socket other) {
    Threads.start("tunnel", () -> copy(other, one));
    copy(one, other);
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[16 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      // The other direction has closed both.
    }
  }
}
