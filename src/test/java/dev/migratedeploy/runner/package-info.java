/** What the tests of sealed mode share: the Runner's file and GitLab's tokens. */
@NullMarked
package dev.migratedeploy.runner;

import org.jspecify.annotations.NullMarked;
