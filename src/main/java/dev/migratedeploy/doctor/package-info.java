/** Use case: the preconditions of a deploy, checked one by one. */
@NullMarked
package dev.migratedeploy.doctor;

import org.jspecify.annotations.NullMarked;
