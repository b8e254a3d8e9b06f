package dev.migratedeploy.localcloud.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.http.Response;

/** A request is refused, with a status and one of the codes of the distribution specification. */
final class RegistryException extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  RegistryException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static RegistryException blobUnknown(String digest) {
    return new RegistryException(404, "BLOB_UNKNOWN", "blob unknown to registry: " + digest);
  }

  static RegistryException digestInvalid(String message) {
    return new RegistryException(400, "DIGEST_INVALID", message);
  }

  static RegistryException unsupported() {
    return new RegistryException(405, "UNSUPPORTED", "The operation is unsupported.");
  }

  Response response() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("errors").addObject().put("code", code).put("message", getMessage());
    return Response.json(status, body.toString());
  }
}
