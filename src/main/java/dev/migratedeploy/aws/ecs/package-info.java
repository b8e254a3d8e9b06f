/** The task in ECS: its template, its start, its states. */
@NullMarked
package dev.migratedeploy.aws.ecs;

import org.jspecify.annotations.NullMarked;
