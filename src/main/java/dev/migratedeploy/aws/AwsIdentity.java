package dev.migratedeploy.aws;

/**
 * Who AWS takes this job for.
 *
 * @param account twelve digits
 * @param arn of a user, or of a role as it is assumed
 */
public record AwsIdentity(String account, String arn) {}
