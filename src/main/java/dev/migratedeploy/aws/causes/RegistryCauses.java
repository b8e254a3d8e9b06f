package dev.migratedeploy.aws.causes;

import static dev.migratedeploy.aws.causes.Cause.when;

import java.util.Optional;

/** What a registry answered when the image was read or pushed: status, codes and messages. */
public final class RegistryCauses {
  /** In a next step, host and port of the registry. */
  public static final String REGISTRY = "REGISTRY";

  static final Causes TABLE =
      Causes.of(
          when("toomanyrequests", "too many requests", "rate limit")
              .passes(
                  "the registry takes no more requests for now",
                  "retry the job later; a login for "
                      + REGISTRY
                      + " in DOCKER_AUTH_CONFIG raises"
                      + " the limit, and a copy of the base image in a registry of your own has"
                      + " none"),
          when("token has expired", "authorization token expired")
              .passes(
                  "the registry's login has expired while the job ran",
                  "retry the job: it logs in again"),
          when("maximum allowed number of")
              .stays(
                  "the repository is full",
                  "add a lifecycle policy that deletes old images, or have the quota raised"),
          when("number of layers")
              .stays(
                  "the image has more layers than the registry takes",
                  "choose an image.base with fewer layers"),
          when("quota", "configured upper limit", "storage limit")
              .stays(
                  "the registry's storage quota is reached",
                  "delete old images, or have the quota raised"),
          when("entity too large", "size_invalid", "too large")
              .stays(
                  "a layer is larger than the registry, or a proxy before it, takes",
                  "raise the proxy's limit (nginx: client_max_body_size), or make image.files"
                      + " smaller"),
          when("kms")
              .stays(
                  "the repository's KMS key cannot be used",
                  "enable that key; the identity of this job needs kms:GenerateDataKey and"
                      + " kms:Decrypt only if the key's policy asks for it"),
          when("immutable")
              .stays(
                  "the repository has this tag already, with another image",
                  "delete that tag from the repository; migrate-deploy makes tags from the content"),
          when("explicit deny")
              .stays(
                  "access is denied by an explicit deny",
                  "remove the explicit deny from the policy that the registry names"),
          when("name_unknown", "repository does not exist", "does not exist in the registry")
              .stays("", "create the repository, or correct image.repository in the settings"),
          when("insufficient_scope", "push to this", "protected")
              .stays(
                  "the login may read, but not push",
                  "give this job a login for "
                      + REGISTRY
                      + " that may push, as"
                      + " DOCKER_AUTH_CONFIG or CI_REGISTRY_USER and _PASSWORD"));

  private RegistryCauses() {}

  /** The cause; empty if the table does not know it. */
  public static Optional<Cause> of(String answer) {
    return TABLE.find(answer);
  }
}
