/** The task in ECS: its template, its start, its states. */
@NullMarked
package dev.migratedeploy.task;

import org.jspecify.annotations.NullMarked;
