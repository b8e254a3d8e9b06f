package dev.migratedeploy.localcloud;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets a class of tests run on the server that is installed. */
final class InstalledServerChoice
    implements ExecutionCondition, BeforeAllCallback, AfterAllCallback {
  private final PostgreSqlServer before = PostgreSqlServer.chosen();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return InstalledPrograms.newest()
        .map(it -> ConditionEvaluationResult.enabled("PostgreSQL in " + it.folder()))
        .orElseGet(
            () ->
                ConditionEvaluationResult.disabled(
                    "no PostgreSQL of Debian's packages in /usr/lib/postgresql"));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    PostgreSqlServer.choose(PostgreSqlServer.INSTALLED);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    PostgreSqlServer.choose(before);
  }
}
