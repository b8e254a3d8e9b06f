/** The contract of GitLab Runner's custom executor: what it hands over, and how it is answered. */
@NullMarked
package dev.migratedeploy.runner.driver;

import org.jspecify.annotations.NullMarked;
