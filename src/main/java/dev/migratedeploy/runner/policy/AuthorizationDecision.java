package dev.migratedeploy.runner.policy;

import dev.migratedeploy.verdict.Problem;

/** Whether a job may do what it asks for. */
public sealed interface AuthorizationDecision {

  /** It may, within this grant. */
  record Granted(Grant grant) implements AuthorizationDecision {}

  /** It may not; the problem says which rule said no, and nothing of other projects. */
  record Refused(Problem problem) implements AuthorizationDecision {}
}
