package dev.migratedeploy.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of addresses, written as {@code 10.0.0.0/8} or as a single one.
 *
 * @param bytes how long an address is: 4 or 16
 * @param bits how many leading bits all of them share
 */
record AddressRange(BigInteger first, int bytes, int bits) {

  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";

  /** What Java takes for an address and never asks a name server for. */
  private static final Pattern LITERAL =
      Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[\\da-fA-F.]*+:[\\da-fA-F:.]*+");

  /** Empty where the text is no address; names are never looked up. */
  static Optional<AddressRange> parse(String text) {
    String[] parts = text.split("/", 2);
    if (parts.length == 2 && !parts[1].matches("\\d{1,3}")) {
      return Optional.empty();
    }
    return address(parts[0])
        .map(
            address ->
                new AddressRange(
                    new BigInteger(1, address),
                    address.length,
                    parts.length == 2 ? Integer.parseInt(parts[1]) : address.length * Byte.SIZE))
        .filter(range -> range.bits <= range.bytes * Byte.SIZE);
  }

  boolean contains(String host) {
    return address(host).filter(this::contains).isPresent();
  }

  private boolean contains(byte[] address) {
    int others = bytes * Byte.SIZE - bits;
    return address.length == bytes
        && new BigInteger(1, address).shiftRight(others).equals(first.shiftRight(others));
  }

  private static Optional<byte[]> address(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
