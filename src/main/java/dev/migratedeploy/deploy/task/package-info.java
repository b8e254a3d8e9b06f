@NullMarked
package dev.migratedeploy.deploy.task;

import org.jspecify.annotations.NullMarked;
