package dev.migratedeploy.runner.policy;

import java.util.Map;

/** What the policy says of a project, or of the projects of a group. */
record ProjectRule(ProjectSelector selector, Map<String, EnvironmentRule> environments) {}
