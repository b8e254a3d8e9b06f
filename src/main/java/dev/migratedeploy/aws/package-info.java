/** What all AWS clients share: region, identity, proxies, and the errors of the SDK. */
@NullMarked
package dev.migratedeploy.aws;

import org.jspecify.annotations.NullMarked;
