@org.jspecify.annotations.NullMarked
package dev.migratedeploy.rehearsal.result;
