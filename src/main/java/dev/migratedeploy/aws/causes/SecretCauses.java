package dev.migratedeploy.aws.causes;

import static dev.migratedeploy.aws.causes.Cause.when;

import java.util.List;

/** Why a secret, a parameter or an environment file of the task definition was not fetched. */
final class SecretCauses {
  private static final List<String> SECRET =
      List.of("secret", " asm", "ssm", "parameter store", "systems manager");
  private static final List<String> FILE = List.of("env file", "environment file", "envfile");

  private static final String NOT_FETCHED = "a secret of the task definition could not be fetched";

  static final Causes TABLE =
      Causes.of(
          when("json key")
              .stays(
                  "a secret of the task definition does not have the key that is asked for",
                  "add that key to the secret's JSON, or correct it at the end of valueFrom in the"
                      + " task definition"),
          when(SECRET)
              .and("invalid character", "cannot unmarshal", "unable to unmarshal", "malformed")
              .stays(
                  "a secret of the task definition is not JSON, and a key of it is asked for",
                  "store it as a JSON object, or remove the key from valueFrom in the task"
                      + " definition"),
          when(SECRET)
              .and("access to kms", "kms:decrypt", "kmsaccessdenied", "ciphertext")
              .stays(
                  NOT_FETCHED + ": the key that encrypts it must not be used",
                  "allow the task's execution role kms:Decrypt on the secret's key, in the key's"
                      + " policy too"),
          when(SECRET)
              .and("kms")
              .stays(
                  NOT_FETCHED + ": the key that encrypts it is disabled or gone",
                  "enable the secret's KMS key, or encrypt the secret with another one"),
          when(SECRET)
              .and(Signs.DENIED)
              .stays(
                  NOT_FETCHED + ": access is denied",
                  "allow the task's execution role secretsmanager:GetSecretValue or"
                      + " ssm:GetParameters, and kms:Decrypt, on it"),
          when(SECRET)
              .and("marked for deletion", "marked deleted", "staging label", "invalidrequest")
              .stays(
                  "a secret of the task definition has no such version, or is to be deleted",
                  "restore the secret (aws secretsmanager restore-secret), or correct the version"
                      + " in valueFrom"),
          when(SECRET)
              .and("arn format", "malformed arn", "invalid arn", "parameter name must be")
              .stays(
                  "the name of a secret in the task definition is not valid",
                  "set valueFrom to the full ARN of the secret, or to the parameter's name"),
          // Only some of the agents' texts about a route say it of a secret that "can't be
          // retrieved", so the route comes first.
          when(SECRET)
              .and(Signs.NO_ROUTE)
              .stays(
                  NOT_FETCHED + ": the task has no route to it",
                  Signs.NAT
                      + " (secretsmanager or ssm), and let their security groups pass port"
                      + " 443"),
          when(SECRET)
              .and("invalid parameters", "invalid ssm parameters")
              .stays(
                  "a secret of the task definition does not exist",
                  "create the secret, or correct its name, in this account and region"),
          when(SECRET)
              .and(Signs.MISSING)
              .stays(
                  "a secret of the task definition does not exist",
                  "create the secret, or correct its name in the task definition; it must be in the"
                      + " region of its ARN"),
          when(SECRET).and(Signs.BUSY).passes(NOT_FETCHED + " for now", "retry the job"),
          when(SECRET).passes(NOT_FETCHED, "read what ECS says, fix it, and retry the job"),
          when(FILE)
              .and(Signs.DENIED)
              .stays(
                  "an environment file of the task definition could not be fetched: access is"
                      + " denied",
                  "allow the task's execution role s3:GetObject on the file, and"
                      + " s3:GetBucketLocation on its bucket"),
          when(FILE)
              .and("nosuchkey", "nosuchbucket", "not found", "does not exist")
              .stays(
                  "an environment file of the task definition does not exist",
                  "put the file into the bucket, or correct environmentFiles in the task"
                      + " definition"),
          when(FILE)
              .stays(
                  "an environment file of the task definition could not be fetched",
                  "check environmentFiles in the task definition, and the task's route to S3"));

  private SecretCauses() {}
}
