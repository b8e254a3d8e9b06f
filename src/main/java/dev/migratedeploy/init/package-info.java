/** Use case: the first files of a project: settings, a CI snippet, and the IAM policies. */
@NullMarked
package dev.migratedeploy.init;

import org.jspecify.annotations.NullMarked;
