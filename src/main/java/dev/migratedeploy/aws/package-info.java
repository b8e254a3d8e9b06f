/**
 * What the AWS adapters share: clients with the right region and identity, and SDK errors in words.
 */
@NullMarked
package dev.migratedeploy.aws;

import org.jspecify.annotations.NullMarked;
