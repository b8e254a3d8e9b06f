/**
 * What stops a deployment before its container has run: the words for the user and the exit code.
 */
@NullMarked
package dev.migratedeploy.verdict;

import org.jspecify.annotations.NullMarked;
