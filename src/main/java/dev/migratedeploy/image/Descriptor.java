package dev.migratedeploy.image;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.tools.jib.blob.BlobDescriptor;

/** How a manifest names a blob (OCI image specification, "Content Descriptors"). */
record Descriptor(BlobDescriptor blob) {
  ObjectNode json(String mediaType) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("mediaType", mediaType)
        .put("digest", blob.getDigest().toString())
        .put("size", blob.getSize());
  }
}
