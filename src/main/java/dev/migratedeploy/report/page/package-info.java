/** Pages of HTML that stand for themselves: one file, without scripts and without requests. */
@org.jspecify.annotations.NullMarked
package dev.migratedeploy.report.page;
