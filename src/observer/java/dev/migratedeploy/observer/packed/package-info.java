/**
 * The observer's other classes are in one file within its jar, not compressed one by one: together
 * they take two thirds of the room, in every image and on the way to every task.
 */
@NullMarked
package dev.migratedeploy.observer.packed;

import org.jspecify.annotations.NullMarked;
