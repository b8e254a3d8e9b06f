package dev.migratedeploy.rehearsal;

import dev.migratedeploy.changes.ScriptChanges;
import java.util.Optional;

/**
 * What the new scripts are new to.
 *
 * @param changes since then, of all files in the scripts folder
 * @param commit whose scripts make the base state; empty if every script is new
 * @param words what it is, for the output; empty if the comparison itself tells it
 */
record RehearsalBase(ScriptChanges changes, Optional<String> commit, Optional<String> words) {}
