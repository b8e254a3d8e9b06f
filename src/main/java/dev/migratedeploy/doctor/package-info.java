/** Whether everything is there that a deploy needs, one precondition after the other. */
@NullMarked
package dev.migratedeploy.doctor;

import org.jspecify.annotations.NullMarked;
