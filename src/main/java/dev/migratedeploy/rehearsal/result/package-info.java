/** What a rehearsal came to: records that the output and the report files are made of. */
@org.jspecify.annotations.NullMarked
package dev.migratedeploy.rehearsal.result;
