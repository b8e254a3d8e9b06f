/** What a deploy is asked to do: options, settings and files, read and checked. */
@NullMarked
package dev.migratedeploy.deploy.request;

import org.jspecify.annotations.NullMarked;
