/** What a script did to the tables that were there before it, as the database itself tells it. */
@org.jspecify.annotations.NullMarked
package dev.migratedeploy.rehearsal.engine.measure;
