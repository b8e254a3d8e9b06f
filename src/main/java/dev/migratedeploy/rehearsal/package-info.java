/** Runs the scripts on an empty database that the job brings along, before the merge. */
@org.jspecify.annotations.NullMarked
package dev.migratedeploy.rehearsal;
