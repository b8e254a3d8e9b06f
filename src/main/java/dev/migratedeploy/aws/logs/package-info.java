/** The task's log in CloudWatch, read to its proven end. */
@NullMarked
package dev.migratedeploy.aws.logs;

import org.jspecify.annotations.NullMarked;
