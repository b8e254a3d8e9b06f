package dev.migratedeploy.aws.account;

/** What a question about the account gave. */
public sealed interface AccountFact<T> {
  /** AWS said it. */
  record Known<T>(T value) implements AccountFact<T> {}

  /**
   * This job may not ask.
   *
   * @param action of IAM, such as {@code ec2:DescribeSubnets}
   */
  record Denied<T>(String action) implements AccountFact<T> {}

  /** AWS did not say it. */
  record Untold<T>(String reason) implements AccountFact<T> {}
}
