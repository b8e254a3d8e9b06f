/** What the tool and the engine's process say to each other: one line of JSON each. */
@org.jspecify.annotations.NullMarked
package dev.migratedeploy.rehearsal.wire;
