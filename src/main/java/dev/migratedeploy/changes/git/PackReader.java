package dev.migratedeploy.changes.git;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks a pack, as described in gitformat-pack(5): a header, the objects one after another, each
 * deflated and perhaps as a difference to another object, and the hash of all of it.
 */
final class PackReader {
  private static final String[] TYPES = {"", "commit", "tree", "blob", "tag"};
  private static final int OFFSET_DELTA = 6;
  private static final int REFERENCE_DELTA = 7;
  private static final int VERSION = 2;

  private final ObjectHash hash;
  private final ByteBuffer pack;
  private final Map<Integer, PackedObject> byOffset = new HashMap<>();
  private final Map<String, PackedObject> byId = new HashMap<>();

  private PackReader(byte[] pack, ObjectHash hash) {
    this.hash = hash;
    this.pack = ByteBuffer.wrap(pack);
  }

  /** Every object by its id. A base always stands before what differs from it, as git sends it. */
  static Map<String, PackedObject> objectsIn(byte[] pack, ObjectHash hash) throws IOException {
    int end = pack.length - hash.length();
    if (end < 12 || !new String(pack, 0, 4, StandardCharsets.US_ASCII).equals("PACK")) {
      throw new GitRefusedException(200, "an answer without a pack");
    }
    byte[] sum = hash.digest().digest(Arrays.copyOf(pack, end));
    if (!Arrays.equals(sum, Arrays.copyOfRange(pack, end, pack.length))) {
      throw new IOException("git's answer is damaged");
    }
    return new PackReader(pack, hash).read();
  }

  private Map<String, PackedObject> read() throws IOException {
    pack.position(4);
    int version = pack.getInt();
    int count = pack.getInt();
    if (version != VERSION) {
      throw new GitRefusedException(200, "a pack of version " + version);
    }
    try {
      for (int i = 0; i < count; i++) {
        readObject();
      }
    } catch (DataFormatException | BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IOException("git's answer is damaged", e);
    }
    return byId;
  }

  private void readObject() throws IOException, DataFormatException {
    int offset = pack.position();
    int head = pack.get() & 0xff;
    int type = (head >> 4) & 7;
    int size = head & 0x0f;
    for (int shift = 4; (head & 0x80) != 0; shift += 7) {
      head = pack.get() & 0xff;
      size |= (head & 0x7f) << shift;
    }
    PackedObject object =
        switch (type) {
          case OFFSET_DELTA -> known(byOffset, offset - distance()).patched(inflate(size));
          case REFERENCE_DELTA -> known(byId, reference()).patched(inflate(size));
          default -> new PackedObject(TYPES[type], inflate(size));
        };
    byOffset.put(offset, object);
    byId.put(hash.idOf(object.type(), object.content()), object);
  }

  private static <K> PackedObject known(Map<K, PackedObject> objects, K key) throws IOException {
    PackedObject base = objects.get(key);
    if (base == null) {
      throw new IOException("git's answer lacks the base of an object");
    }
    return base;
  }

  /** Seven bits a byte, the highest first, with one added for each byte that follows. */
  private int distance() {
    int read = pack.get() & 0xff;
    int distance = read & 0x7f;
    while ((read & 0x80) != 0) {
      read = pack.get() & 0xff;
      distance = ((distance + 1) << 7) | (read & 0x7f);
    }
    return distance;
  }

  private String reference() {
    byte[] id = new byte[hash.length()];
    pack.get(id);
    return HexFormat.of().formatHex(id);
  }

  private byte[] inflate(int size) throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(pack.array(), pack.position(), pack.remaining());
      // One byte more than needed, so that the end of an empty object is reached too.
      byte[] room = new byte[size + 1];
      int filled = 0;
      while (!inflater.finished()) {
        int inflated = inflater.inflate(room, filled, room.length - filled);
        filled += inflated;
        if (inflated == 0 && !inflater.finished()) {
          throw new DataFormatException("the object has another size than it says");
        }
      }
      if (filled != size) {
        throw new DataFormatException("the object has another size than it says");
      }
      pack.position(pack.position() + inflater.getTotalIn());
      return Arrays.copyOf(room, size);
    } finally {
      inflater.end();
    }
  }
}
