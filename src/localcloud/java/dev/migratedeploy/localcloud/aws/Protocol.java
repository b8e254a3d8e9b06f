package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;

/** How a service puts its requests, answers and errors on the wire. */
interface Protocol {
  Invocation read(Request request) throws IOException;

  Response answer(Invocation invocation, ObjectNode result);

  Response refuse(AwsError error);

  /** What AWS says here to a request without a signature. */
  AwsError unsigned();

  AwsError unknown(Invocation invocation);
}
