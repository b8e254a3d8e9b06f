package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One operation of a service, such as RunTask. */
@FunctionalInterface
interface Operation {
  /** Does the work, or throws an {@link AwsError}. */
  ObjectNode answer(Fields input, Caller caller);
}
