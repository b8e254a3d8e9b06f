package dev.migratedeploy.localcloud.aws;

/** The connection is to be closed without an answer. */
final class ConnectionLost extends RuntimeException {
  private static final long serialVersionUID = 1;
}
