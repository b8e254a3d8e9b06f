/** The contract of GitLab Runner's custom executor: what it hands over, and how it is answered. */
@NullMarked
package dev.migratedeploy.sealed.runner;

import org.jspecify.annotations.NullMarked;
