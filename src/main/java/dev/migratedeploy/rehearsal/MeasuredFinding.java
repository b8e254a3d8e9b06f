package dev.migratedeploy.rehearsal;

import dev.migratedeploy.findings.ScriptRule;
import java.util.Set;

/**
 * Something that was measured and that a script's author should know.
 *
 * @param same the rules of Squawk that say the same of a statement's text
 * @param message as half a sentence without a full stop
 */
record MeasuredFinding(
    ScriptRule rule, Set<String> same, int line, String table, String message, String next) {}
