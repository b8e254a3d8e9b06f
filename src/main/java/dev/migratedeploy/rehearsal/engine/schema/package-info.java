/** A database's schema, as its catalog tells it, and the difference of two. */
@org.jspecify.annotations.NullMarked
package dev.migratedeploy.rehearsal.engine.schema;
