package dev.migratedeploy.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServerPortTest {
  private static final long SEED = 7;

  @Test
  void theNextOneIsTakenWhereSomebodyListens() throws Exception {
    int first = ServerPort.free(new Random(SEED));
    try (ServerSocket taken = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
      assertThat(ServerPort.free(new Random(SEED))).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void noConnectionIsGivenIt() {
    assertThat(ServerPort.free()).isBetween(ServerPort.FIRST, ServerPort.END).isLessThan(32_768);
  }
}
