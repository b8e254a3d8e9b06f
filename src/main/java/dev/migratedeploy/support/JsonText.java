package dev.migratedeploy.support;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The mapper for JSON: it is made once, since each learns again how to write a type. What must be
 * read more strictly has its own.
 */
public final class JsonText {
  public static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonText() {}
}
