package dev.migratedeploy.localcloud.http;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/** Daemons for what has to wait for bytes. */
final class Threads {
  /** What is done with a connection. */
  @FunctionalInterface
  interface Door {
    void open(Socket socket) throws IOException;
  }

  private Threads() {}

  static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Gives each connection a thread, until the server is closed. */
  static void accept(String name, ServerSocket server, Door door) {
    start(
        name,
        () -> {
          while (!server.isClosed()) {
            try {
              Socket socket = server.accept();
              start(name, () -> serve(socket, door));
            } catch (IOException e) {
              // Closed, or the client has gone.
            }
          }
        });
  }

  private static void serve(Socket socket, Door door) {
    try (socket) {
      door.open(socket);
    } catch (IOException e) {
      // A client that trusts nobody hangs up in the middle.
    }
  }
}
