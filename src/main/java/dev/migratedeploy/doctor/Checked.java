package dev.migratedeploy.doctor;

/**
 * One line of the checklist.
 *
 * @param precondition in a word or two, such as {@code log driver}
 */
public record Checked(String precondition, CheckResult outcome) {}
