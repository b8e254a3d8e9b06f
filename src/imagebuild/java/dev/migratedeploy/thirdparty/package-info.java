/** What of others is in the jar and the images: named, under allowed licences, with their texts. */
@NullMarked
package dev.migratedeploy.thirdparty;

import org.jspecify.annotations.NullMarked;
