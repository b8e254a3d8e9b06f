@NullMarked
package dev.migratedeploy.config;

import org.jspecify.annotations.NullMarked;
