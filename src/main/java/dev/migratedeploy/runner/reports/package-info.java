/** The report files on their way to GitLab, through the interface that the Runner has to it. */
@NullMarked
package dev.migratedeploy.runner.reports;

import org.jspecify.annotations.NullMarked;
