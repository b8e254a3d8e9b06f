package dev.migratedeploy.aws.causes;

import static dev.migratedeploy.aws.causes.Cause.when;

import java.util.Optional;

/**
 * What a call to AWS came back with, by code and message. First who the job is to AWS
 * (API_AssumeRoleWithWebIdentity, "Errors"; IAM guide, "Troubleshoot access denied"), then what it
 * may do.
 */
public final class AwsCauses {
  /** In a next step, the action that was denied. */
  public static final String ACTION = "ACTION";

  static final Causes TABLE =
      Causes.of(
          when("verification key", "idpcommunicationerror")
              .passes(
                  "AWS could not fetch the keys of the ID token's issuer",
                  "retry the job; if it stays so, AWS must be able to read"
                      + " /.well-known/openid-configuration and its jwks_uri of the token's issuer"
                      + " from the internet"),
          when("no openidconnect provider")
              .stays(
                  "the role's account has no identity provider for the ID token's issuer",
                  "create it in IAM for exactly the token's issuer (migrate-deploy doctor shows"
                      + " it; migrate-deploy init writes it)"),
          when("token audience")
              .stays(
                  "the ID token is for another audience",
                  "set aud of id_tokens in .gitlab-ci.yml to an audience (client ID) of the IAM"
                      + " identity provider"),
          when("thumbprint")
              .stays(
                  "the certificate of the ID token's issuer is not the one that IAM knows",
                  "update the thumbprint of the IAM identity provider"),
          when("idprejectedclaim")
              .stays(
                  "the issuer of the ID token has rejected it",
                  "give the job a new ID token: run it again"),
          when("expiredtoken")
              .and("web identity", "token too old", "token expired", "jwt")
              .stays(
                  "the ID token of this job has expired",
                  "run the job again, if need be with a longer timeout: an ID token ends with the"
                      + " job's timeout"),
          when("expiredtoken")
              .stays(
                  "the AWS credentials of this job have expired",
                  "set new credentials (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and"
                      + " AWS_SESSION_TOKEN), or use role-arn and id_tokens, which need no renewal"),
          when("signature expired", "signature not yet current", "requestexpired", "tooskewed")
              .stays(
                  "the clock of this machine is wrong", "set the clock of the runner's host (NTP)"),
          when("maxsessionduration")
              .stays(
                  "the role's sessions must not last as long as is asked for",
                  "raise MaxSessionDuration of the role"),
          when("sts is not activated", "regiondisabled", "optinrequired", "subscriptionrequired")
              .stays(
                  "the region is not enabled in this account",
                  "enable the region in the account, or correct region in the settings"),
          when("explicit deny")
              .stays(
                  "",
                  "remove the explicit deny from the policy that AWS names: beside it no policy can"
                      + " allow "
                      + ACTION),
          when("sts:assumerolewithwebidentity")
              .stays(
                  "the role's trust policy does not accept this job's ID token",
                  "let the trust policy of role-arn accept the token's iss, sub and aud"
                      + " (migrate-deploy doctor shows them; migrate-deploy init writes such a"
                      + " policy)"),
          when("sts:assumerole")
              .stays(
                  "the job's own AWS identity may not assume the role",
                  "allow sts:AssumeRole on role-arn in its policy, and let the role's trust policy"
                      + " accept it; or give the job id_tokens"),
          when("iam:passrole")
              .stays(
                  "this job must not hand the task's roles to ECS",
                  "allow iam:PassRole on the task role and the execution role in the policy of the"
                      + " identity that this job uses"),
          when("accessdenied", "unauthorizedoperation")
              .stays("", "allow " + ACTION + " in the policy of the identity that this job uses"),
          when(
                  "incompletesignature",
                  "invalidclienttokenid",
                  "invalididentitytoken",
                  "invalidsignature",
                  "missingauthenticationtoken",
                  "signaturedoesnotmatch",
                  "unrecognizedclient",
                  "authfailure")
              .stays(
                  "",
                  "check the AWS credentials of this job (role-arn and id_tokens, or"
                      + " AWS_ACCESS_KEY_ID)"),
          when("blockedexception")
              .stays(
                  "AWS has blocked this account",
                  "ask AWS Support to lift the block from the account"),
          when("too many concurrent attempts to create a new revision")
              .passes("another job registers a revision of the same family", "retry the job"));

  private AwsCauses() {}

  /** The cause of an error with this code and message; empty if the table does not know it. */
  public static Optional<Cause> of(String code, String message) {
    return TABLE.find(code + ": " + message);
  }
}
