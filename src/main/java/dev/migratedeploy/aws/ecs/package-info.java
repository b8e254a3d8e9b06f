/**
 * ECS: task definitions, tasks, their start and their states, and the section of the settings that
 * describes an environment.
 */
@NullMarked
package dev.migratedeploy.aws.ecs;

import org.jspecify.annotations.NullMarked;
