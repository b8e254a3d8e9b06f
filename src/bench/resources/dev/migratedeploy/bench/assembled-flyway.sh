#!/bin/sh
# Starts Flyway as the official image's launcher does: Java is a child of this shell, and has the
# options of JAVA_ARGS and no others.
home=${0%/*}
"$JAVA_HOME/bin/java" $JAVA_ARGS -cp "$home/lib/flyway/*:$home/drivers/*" \
  org.flywaydb.commandline.Main "$@"
