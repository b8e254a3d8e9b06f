package dev.migratedeploy.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Inputs that are nearly a seed: cut, doubled, mixed with another one, or with bytes changed. */
final class Mutations {
  private static final byte[] SIGNS =
      "\n\t\r\0\u001b\"'`$\\{}[]()<>:;,.*&!?#%@|/=-+~_ 09azAZé…".getBytes(StandardCharsets.UTF_8);
  private static final int MOST_REPEATS = 200;
  private static final int LONGEST = 20_000;

  private final List<byte[]> seeds;
  private final Random random;

  Mutations(List<byte[]> seeds, Random random) {
    this.seeds = seeds;
    this.random = random;
  }

  byte[] next() {
    byte[] input = seed();
    for (int i = random.nextInt(6); i >= 0 && input.length < LONGEST; i--) {
      input = changed(input);
    }
    return input;
  }

  private byte[] changed(byte[] input) {
    int from = random.nextInt(input.length + 1);
    int to = Math.min(input.length, from + random.nextInt(1 + random.nextInt(40)));
    return switch (random.nextInt(6)) {
      case 0 -> replaced(input, from, to, new byte[0]);
      case 1 -> replaced(input, from, from, sign());
      case 2 -> replaced(input, from, to, new byte[] {(byte) random.nextInt(256)});
      case 3 -> replaced(input, from, from, piece());
      case 4 -> replaced(input, from, to, repeated(slice(input, from, to)));
      default -> slice(input, 0, from);
    };
  }

  private byte[] seed() {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] sign() {
    return new byte[] {SIGNS[random.nextInt(SIGNS.length)]};
  }

  private byte[] piece() {
    byte[] other = seed();
    int from = random.nextInt(other.length + 1);
    return slice(other, from, Math.min(other.length, from + random.nextInt(60)));
  }

  private byte[] repeated(byte[] piece) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = random.nextInt(MOST_REPEATS); i >= 0; i--) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  private static byte[] slice(byte[] input, int from, int to) {
    return Arrays.copyOfRange(input, from, to);
  }

  private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(input, 0, from);
    all.writeBytes(by);
    all.write(input, to, input.length - to);
    return all.toByteArray();
  }
}
