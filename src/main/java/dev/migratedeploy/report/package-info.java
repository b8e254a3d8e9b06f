/** Output: the job log and the report files, from what a run says happened. */
@NullMarked
package dev.migratedeploy.report;

import org.jspecify.annotations.NullMarked;
