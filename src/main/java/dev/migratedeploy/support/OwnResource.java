package dev.migratedeploy.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A file of this program itself, beside one of its classes. */
public final class OwnResource {
  private OwnResource() {}

  public static byte[] bytes(Class<?> beside, String name) {
    try (InputStream resource = beside.getResourceAsStream(name)) {
      return Objects.requireNonNull(resource, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " of this program itself", e);
    }
  }

  public static String text(Class<?> beside, String name) {
    return new String(bytes(beside, name), UTF_8);
  }
}
