package dev.migratedeploy.verdict;

import java.util.Arrays;
import java.util.Optional;

/** What Linux says of a call that failed (errno), what that means for a job, and what to do. */
enum SystemError {
  ENOSPC(
      "No space left on device",
      "the disk of this machine is full",
      "free disk space on the machine of this job, then retry the job",
      true),
  EDQUOT(
      "Disk quota exceeded",
      "the disk quota of this user is used up",
      "free disk space or raise the quota, then retry the job",
      true),
  EROFS(
      "Read-only file system",
      "a file system of this machine is read-only",
      SystemError.ELSEWHERE,
      false),
  ENFILE(
      "Too many open files in system",
      "this machine allows no more open files",
      "retry the job when others on this machine have ended",
      true),
  EMFILE(
      "Too many open files",
      "this process may not open more files",
      "raise the limit of open files for the job (ulimit -n), then retry it",
      false),
  ENOMEM(
      "Cannot allocate memory",
      "this machine has no memory left",
      "give the job more memory, then retry it",
      true),
  EAGAIN(
      "Resource temporarily unavailable",
      "this machine allows no more processes",
      "raise the limit of processes for the job (ulimit -u, pids_limit), then retry it",
      true),
  EFBIG(
      "File too large",
      "a file is larger than this process may write",
      "raise the limit of file sizes for the job (ulimit -f), then retry it",
      false),
  EIO(
      "Input/output error",
      "a disk of this machine failed",
      "run the job on another machine",
      true),
  ESTALE(
      "Stale file handle",
      "a network file system of this machine is gone",
      "mount it again or run the job on another machine",
      true);

  /** What helps against a directory that is missing or cannot be written. */
  static final String ELSEWHERE =
      "name a directory that exists and can be written:"
          + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR for temporary files, --report-dir DIR for"
          + " reports";

  private final String words;
  final String meaning;
  final String next;
  final boolean passes;

  SystemError(String words, String meaning, String next, boolean passes) {
    this.words = words;
    this.meaning = meaning;
    this.next = next;
    this.passes = passes;
  }

  /** As Java writes it: by itself, in brackets after a file, or after the number of the error. */
  private boolean isSaidBy(String message) {
    return message.equals(words)
        || message.endsWith("(" + words + ")")
        || message.endsWith(": " + words)
        || message.endsWith(", " + words);
  }

  /** The error that a message of Java's ends with. */
  static Optional<SystemError> in(String message) {
    return Arrays.stream(values()).filter(error -> error.isSaidBy(message)).findFirst();
  }
}
