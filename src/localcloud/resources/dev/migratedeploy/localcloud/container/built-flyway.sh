#!/usr/bin/env bash
# Starts the Flyway that the build has left in a folder, or the copy of it in this container.
case $0 in
  */*) home=${0%/*} ;;
  *) home=$(command -v "$0") && home=${home%/*} ;;
esac
home=$(cd "$home" && pwd) || exit 1
# Where the container's root is no root of the machine, an absolute location begins there.
root=${home%/flyway}
[ -z "${FLYWAY_LOCATIONS+set}" ] || export FLYWAY_LOCATIONS="${FLYWAY_LOCATIONS//filesystem:\//filesystem:$root/}"
set -- "${@//filesystem:\//filesystem:$root/}"

built=@BUILT@
for own in "$home"/conf/* "$home"/jars/* "$home"/drivers/* "$home"/lib/*.jar; do
  if [ -e "$own" ] && [ ! -e "$built${own#"$home"}" ]; then exec "$home/launcher" "$@"; fi
done
case "${FLYWAY_LOCATIONS-} $*" in
  *locations=* | *filesystem:* | *classpath:*) exec "$built/flyway" "$@" ;;
  *) exec "$home/launcher" "$@" ;; # by itself Flyway looks beside its jars
esac
