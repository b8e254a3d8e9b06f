/** What an AWS account has room for: quotas and free addresses. */
@NullMarked
package dev.migratedeploy.aws.account;

import org.jspecify.annotations.NullMarked;
