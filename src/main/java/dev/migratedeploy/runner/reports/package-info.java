/** The upload of report files as artifacts, through the API that GitLab Runner has for it. */
@NullMarked
package dev.migratedeploy.runner.reports;

import org.jspecify.annotations.NullMarked;
