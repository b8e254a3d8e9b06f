package dev.migratedeploy.aws.causes;

import java.util.List;

/** Words that mean the same to every system, as Go's network library and AWS say them. */
final class Signs {
  /** Nothing answered. */
  static final List<String> NO_ROUTE =
      List.of(
          "timeout",
          "timed out",
          "deadline exceeded",
          "context canceled",
          "context ca..",
          "request canceled",
          "send request failed",
          "statuscode: 0",
          "no such host",
          "no route to host",
          "network is unreachable",
          "connection refused",
          "connection issue",
          "failed to do request",
          "resolve host",
          "name resolution",
          "check your network con",
          "check your task network con",
          "signal: killed");

  /** IAM, or a resource's own policy, says no. */
  static final List<String> DENIED =
      List.of("accessdenied", "access denied", "not authorized to perform", "not authorized");

  /** There is no such thing. */
  static final List<String> MISSING =
      List.of("notfound", "not found", "does not exist", "can't find", "can't retrieve");

  /** A server is busy or broken, which passes. */
  static final List<String> BUSY =
      List.of(
          "internal server error",
          "internalservererror",
          "internalserviceerror",
          "service unavailable",
          "serviceunavailable",
          "bad gateway",
          "connection reset",
          " eof",
          "throttl",
          "rate exceeded",
          "request limit exceeded",
          "requestlimitexceeded");

  static final String NAT =
      "give the subnets a NAT gateway or the VPC endpoints that the service needs, or set"
          + " assign-public-ip: true";

  private Signs() {}
}
