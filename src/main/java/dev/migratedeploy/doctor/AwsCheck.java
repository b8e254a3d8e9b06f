package dev.migratedeploy.doctor;

import dev.migratedeploy.aws.AwsIdentity;
import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The AWS identity, and the role if there is one.
 *
 * @param identity asks AWS
 */
public record AwsCheck(
    EnvironmentSettings environment, CiContext ci, Supplier<AwsIdentity> identity) {
  private static final String IDENTITY = "AWS identity";
  private static final String ROLE = "role";

  /**
   * Looks at both.
   *
   * @return whether it is worth while to ask AWS anything else
   */
  public boolean into(Checklist list) {
    try {
      AwsIdentity found = identity.get();
      list.ok(
          IDENTITY,
          found.arn()
              + environment.region().map(region -> ", region " + region).orElse("")
              + ", account "
              + found.account());
      list.ok(
          ROLE,
          environment
              .roleArn()
              .map(role -> role + ", assumed with " + key())
              .orElse("none in the settings: the job's own AWS identity deploys"));
      return true;
    } catch (ProblemException e) {
      Optional<String> role = environment.roleArn();
      list.error(role.isPresent() ? ROLE : IDENTITY, role.isPresent() ? ofRole(e) : e.problem());
      return e instanceof NotStartedException;
    }
  }

  private String key() {
    return ci.idToken().isPresent() ? "the job's ID token" : "the job's own AWS identity";
  }

  private Problem ofRole(ProblemException e) {
    if (e instanceof NotStartedException) {
      return e.problem();
    }
    String role = environment.roleArn().orElseThrow();
    return new Problem(
        "could not assume " + role + " with " + key() + ": " + reason(e.problem()),
        ci.idToken().flatMap(IdTokenClaims::of).map(IdTokenClaims::words).stream().toList(),
        ofItsOwn(e.problem().next())
            ? e.problem().next()
            : ci.idToken().isPresent()
                ? "let the role's trust policy accept exactly these claims; migrate-deploy init writes"
                    + " such a policy"
                : "give the job an ID token: id_tokens: {MIGRATE_DEPLOY_ID_TOKEN: {aud:"
                    + " sts.amazonaws.com}}");
  }

  /** Whether AWS said what is wrong, so that the next step is about that and nothing else. */
  private static boolean ofItsOwn(String next) {
    return !next.startsWith("check the AWS credentials") && !next.startsWith("allow ");
  }

  /** What AWS said, without what was tried: that is said already. */
  private static String reason(Problem problem) {
    List<String> parts = List.of(problem.cause().split(": ", 2));
    return parts.get(parts.size() - 1);
  }
}
