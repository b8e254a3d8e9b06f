package dev.migratedeploy.changes.git;

import java.io.IOException;

/**
 * An object of a repository.
 *
 * @param type {@code commit}, {@code tree}, {@code blob} or {@code tag}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied nowhere
record PackedObject(String type, byte[] content) {

  /**
   * Another object of the same type, given as what differs from this one: pieces to copy and pieces
   * to insert.
   */
  PackedObject patched(byte[] delta) throws IOException {
    try {
      return new PackedObject(type, patch(delta));
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("git's answer is damaged", e);
    }
  }

  private byte[] patch(byte[] delta) throws IOException {
    DeltaReader in = new DeltaReader(delta);
    if (in.size() != content.length) {
      throw new IOException("git's answer is damaged");
    }
    byte[] result = new byte[in.size()];
    int filled = 0;
    while (in.hasMore()) {
      int instruction = in.next();
      boolean copies = (instruction & 0x80) != 0;
      int offset = copies ? in.number(instruction, 4) : in.position();
      int length = copies ? in.number(instruction >> 4, 3) : instruction;
      if (copies && length == 0) {
        length = 0x10000;
      }
      System.arraycopy(copies ? content : delta, offset, result, filled, length);
      filled += length;
      if (!copies) {
        in.skip(length);
      }
    }
    if (filled != result.length) {
      throw new IOException("git's answer is damaged");
    }
    return result;
  }
}
