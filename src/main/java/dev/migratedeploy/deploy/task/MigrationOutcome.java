package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.verdict.Verdict;

/**
 * What came of one task.
 *
 * @param log how much of its log was read
 * @param flyway what Flyway's lines in it said
 * @param observed what the observer's lines in it said
 */
public record MigrationOutcome(
    Verdict verdict, LogSummary log, MigrationResult flyway, Observed observed) {}
