package dev.migratedeploy.changes.git;

/** Reads the numbers of a delta, whose encoding is described in gitformat-pack(5). */
final class DeltaReader {
  private final byte[] delta;
  private int position;

  DeltaReader(byte[] delta) {
    this.delta = delta;
  }

  boolean hasMore() {
    return position < delta.length;
  }

  int position() {
    return position;
  }

  void skip(int bytes) {
    position += bytes;
  }

  int next() {
    return delta[position++] & 0xff;
  }

  /** Seven bits a byte, the lowest first, the highest bit set where another byte follows. */
  int size() {
    int size = 0;
    int shift = 0;
    int read;
    do {
      read = next();
      size |= (read & 0x7f) << shift;
      shift += 7;
    } while ((read & 0x80) != 0);
    return size;
  }

  /** The lowest byte first, of which only those are there whose bit is set. */
  int number(int present, int bytes) {
    int number = 0;
    for (int i = 0; i < bytes; i++) {
      if ((present & (1 << i)) != 0) {
        number |= next() << (8 * i);
      }
    }
    return number;
  }
}
