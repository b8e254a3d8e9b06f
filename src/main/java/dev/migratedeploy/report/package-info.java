/** What people and other jobs read: the job's output and the report files. */
@NullMarked
package dev.migratedeploy.report;

import org.jspecify.annotations.NullMarked;
