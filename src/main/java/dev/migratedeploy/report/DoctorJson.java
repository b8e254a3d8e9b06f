package dev.migratedeploy.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.doctor.Checked;
import dev.migratedeploy.doctor.Checklist;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The checklist for programs, in the schema that the manual documents. */
public final class DoctorJson {
  private static final int SCHEMA = 1;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private DoctorJson() {}

  public static String of(Checklist list, Optional<String> environment) {
    ObjectNode page =
        JSON.createObjectNode()
            .put("schema", SCHEMA)
            .put("environment", environment.orElse(null))
            .put("ready", list.errors() == 0)
            .put("errors", list.errors())
            .put("warnings", list.warnings())
            .put("skipped", list.skipped());
    ArrayNode checks = page.putArray("checks");
    list.lines().forEach(line -> add(checks.addObject(), line));
    try {
      return JSON.writeValueAsString(page);
    } catch (IOException e) {
      throw new UncheckedIOException("a tree of JSON nodes can always be written", e);
    }
  }

  private static void add(ObjectNode check, Checked line) {
    check
        .put("name", line.precondition())
        .put("status", line.outcome().word())
        .put("says", line.outcome().says());
    ArrayNode details = check.putArray("details");
    line.outcome().details().forEach(details::add);
    check.put("next", line.outcome().next().orElse(null));
  }
}
