#!/usr/bin/env bash
# Flyway's launcher, as short as the image needs it, and with the original's behaviour: Java is a
# child of this shell, which has no trap. SIGTERM to this shell alone leaves Java migrating.
case $0 in
  */*) home=${0%/*} ;;
  *) home=$(command -v "$0") && home=${home%/*} ;;
esac
home=$(cd "$home" && pwd) || exit 1
# Where the container's root is no root of the machine, an absolute location begins there.
root=${home%/flyway}
[ -z "${FLYWAY_LOCATIONS+set}" ] || export FLYWAY_LOCATIONS="${FLYWAY_LOCATIONS//filesystem:\//filesystem:$root/}"
set -- "${@//filesystem:\//filesystem:$root/}"
# An archive of classes is good for jars of the same names in the same order, so they are named as
# seen from here: then it is good for every container.
from=$home/
[ "$PWD" != "$home" ] || from=
jars=
for jar in "$from"lib/*.jar "$from"lib/flyway/*.jar "$from"drivers/*.jar; do
  [ ! -e "$jar" ] || jars=$jars:$jar
done
# The first two flags halve the time it takes to start: a migration is over before the better
# compiler and collector have paid for themselves. JAVA_ARGS is meant to fall apart into words. The
# check for updates would ask the internet.
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto \
  @SHARED@ $JAVA_ARGS -cp "$CLASSPATH$jars" \
  org.flywaydb.commandline.Main -skipCheckForUpdate "$@"
exit $?
