/** The engine's process, as the tool sees it: how it is started, told what to do, and ended. */
@org.jspecify.annotations.NullMarked
package dev.migratedeploy.rehearsal.process;
