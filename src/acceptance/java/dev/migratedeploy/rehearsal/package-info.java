/** The engine's process on real databases. */
@org.jspecify.annotations.NullMarked
package dev.migratedeploy.rehearsal;
