package dev.migratedeploy.image;

import java.util.Map;
import java.util.Set;

/**
 * The media types of layers, in Docker's words (image manifest version 2, schema 2) and in those of
 * the OCI image specification. The bytes of a layer are the same under both.
 */
final class LayerTypes {
  static final String DOCKER_GZIP = "application/vnd.docker.image.rootfs.diff.tar.gzip";
  static final String OCI_GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";

  static final String OCI_ZSTD = "application/vnd.oci.image.layer.v1.tar+zstd";

  private static final String DOCKER = "application/vnd.docker.image.rootfs.";
  private static final String OCI = "application/vnd.oci.image.layer.";

  /** Docker has no type of its own for zstd; BuildKit writes the first of these. */
  private static final Map<String, String> OCI_FOR_DOCKER =
      Map.of(
          DOCKER + "diff.tar.zstd",
          OCI_ZSTD,
          DOCKER_GZIP,
          OCI_GZIP,
          DOCKER + "diff.tar",
          OCI + "v1.tar",
          DOCKER + "foreign.diff.tar.gzip",
          OCI + "nondistributable.v1.tar+gzip",
          DOCKER + "foreign.diff.tar",
          OCI + "nondistributable.v1.tar");

  private static final Set<String> DOCKERS_OWN =
      Set.of(DOCKER_GZIP, DOCKER + "diff.tar", DOCKER + "foreign.diff.tar.gzip");

  private static final Set<String> OCIS =
      Set.of(
          OCI + "v1.tar",
          OCI_GZIP,
          OCI_ZSTD,
          OCI + "nondistributable.v1.tar",
          OCI + "nondistributable.v1.tar+gzip",
          OCI + "nondistributable.v1.tar+zstd");

  private LayerTypes() {}

  /** Whether it is the type of a layer of files that a container can be run on. */
  static boolean isKnown(String type) {
    return OCIS.contains(type) || OCI_FOR_DOCKER.containsKey(type);
  }

  /** Whether a manifest of Docker's may hold it. */
  static boolean isDockers(String type) {
    return DOCKERS_OWN.contains(type);
  }

  /** The type as a manifest of OCI's names it. */
  static String asOci(String type) {
    return OCI_FOR_DOCKER.getOrDefault(type, type);
  }
}
