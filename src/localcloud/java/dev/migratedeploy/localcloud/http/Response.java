package dev.migratedeploy.localcloud.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer.
 *
 * @param length of the body in bytes; for HEAD the length that GET would send
 * @param body opened when the answer is sent; not opened for HEAD
 */
public record Response(int status, Map<String, String> headers, long length, Body body) {
  private static final int NONE = 0;

  /** Where an answer's bytes come from. */
  @FunctionalInterface
  public interface Body {
    InputStream open() throws IOException;
  }

  /** No answer at all: the connection is closed, as when a network fails. */
  public static Response none() {
    return empty(NONE);
  }

  public static Response empty(int status) {
    return bytes(status, new byte[0]);
  }

  public static Response bytes(int status, byte[] bytes) {
    return new Response(status, Map.of(), bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  public static Response text(int status, String contentType, String text) {
    return bytes(status, text.getBytes(StandardCharsets.UTF_8)).with("Content-Type", contentType);
  }

  public static Response json(int status, String json) {
    return text(status, "application/json", json);
  }

  public static Response file(int status, Path file) throws IOException {
    return new Response(status, Map.of(), Files.size(file), () -> Files.newInputStream(file));
  }

  boolean isNone() {
    return status == NONE;
  }

  public Response with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Response(status, more, length, body);
  }
}
