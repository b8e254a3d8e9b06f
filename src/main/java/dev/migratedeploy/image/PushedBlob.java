package dev.migratedeploy.image;

/** What became of a blob that a repository was to have. */
enum PushedBlob {
  THERE,
  MOUNTED,
  SENT
}
