/** CloudWatch Logs: the log of a task, read to its end. */
@NullMarked
package dev.migratedeploy.aws.logs;

import org.jspecify.annotations.NullMarked;
