#!/bin/sh
# Runs Flyway with the observer in its process, and again after a script that did not get a lock:
#
#   observe ENTRYPOINT... ARGUMENT...
#
# The entrypoint starts it in the place of the base image's own, so that its process group, its
# signals and its exit code are Flyway's. Whatever stands against the observer costs nothing but the
# observer: Flyway runs as without it, and one line says why. Only what is to change nothing but a
# database that is as planned does not run then: nobody could tell whether it is.
folder=$(cd "${0%/*}" && pwd)
callbacks=dev/migratedeploy/observer/callback

# Nothing of a task definition's own can pass for the tool's.
unset MIGRATE_DEPLOY_OBSERVER MIGRATE_DEPLOY_RUN MIGRATE_DEPLOY_TRY

# Flyway goes on without a callback of a folder that it cannot load, and not without one by name.
case ${MIGRATE_DEPLOY_HISTORY:-tell} in
  tell) strict='' ;;
  *) strict=yes callbacks=dev.migratedeploy.observer.callback.ObserverCallback ;;
esac

off() {
  if [ -n "$strict" ]; then
    echo "[migrate-deploy] not checked: $why"
    exit 78
  fi
  echo "[migrate-deploy] observer off: $why"
  exec "$@"
}

# In $key, what tells the observer's lines from everything that a script can write: hexadecimal
# digits of the kernel, of which a UUID has sixteen that are neither its version nor its variant.
make_key() {
  key=''
  if read -r uuid 2>/dev/null </proc/sys/kernel/random/uuid; then
    rest=${uuid#*-}
    tail=${uuid##*-}
    key=${uuid%%-*}${rest%%-*}${tail%????????}
  elif [ -r /dev/urandom ] && command -v od >/dev/null 2>&1; then
    key=$(od -An -N8 -tx1 /dev/urandom | tr -d ' \n')
  fi
  case $key in *[!0-9a-f]*) return 1 ;; esac
  [ "${#key}" -eq 16 ]
}

# In $home, where Flyway is installed, and in $version which one it is. Its launcher looks for itself
# in the same way; its own image has it in /flyway, whatever the launcher is.
find_flyway() {
  program=$(command -v "$1") || program=''
  program=$(readlink -f "$program" 2>/dev/null || echo "$program")
  for home in "${program%/*}" /flyway; do
    for jar in "$home"/lib/flyway-core-[0-9]*.jar "$home"/lib/*/flyway-core-[0-9]*.jar; do
      version=${jar##*/flyway-core-}
      version=${version%.jar}
      [ ! -e "$jar" ] || return 0
    done
  done
  return 1
}

why='' version=''
if ! command -v awk >/dev/null 2>&1; then
  why='the image has no awk'
elif ! [ -r "$folder/observer/migrate-deploy-observer.jar" ]; then
  why='its jar cannot be read'
elif ! find_flyway "$1"; then
  why='nobody can tell where Flyway is installed, and which files it reads'
elif ! make_key; then
  why='there is no random number to be had for its key'
fi
case $version in
  [0-9].*) why="Flyway $version is older than 10" ;; # with another interface for callbacks
esac
[ -z "$why" ] || off "$@"

# What Flyway is told in addition, a setting a line: a variable, or an argument, which takes the
# place of the one of that name. No here-document: some shells write a file for it.
settings=$(
  LC_ALL=C awk -f "$folder/observe.awk" "$home" "$callbacks" "$folder/observer" "$@" 2>/dev/null
)
case $settings in
  FLYWAY_* | flyway_* | environments_* | -*) ;;
  'off '*) why=${settings#off } && off "$@" ;;
  *) why="awk cannot tell Flyway's settings" && off "$@" ;;
esac
newline='
'
old=$IFS IFS=$newline
set -f
for setting in $settings; do
  case $setting in
    -*)
      added=$setting
      for word; do
        shift
        case $word in "${setting%%=*}="*) word=$setting added='' ;; esac
        set -- "$@" "$word"
      done
      [ -z "$added" ] || set -- "$@" "$added"
      ;;
    *) export "$setting" ;;
  esac
done
set +f
IFS=$old

echo "[migrate-deploy] observer key=$key"
export MIGRATE_DEPLOY_OBSERVER="$key" MIGRATE_DEPLOY_RUN=1 MIGRATE_DEPLOY_TRY=1

# How long to wait for locks, such as wait=5000 tries=10 pause=10000, in milliseconds.
tries='' pause=''
for word in ${MIGRATE_DEPLOY_LOCKS:-}; do
  case ${word#*=} in
    '' | *[!0-9]* | 0?* | ??????????*) ;;
    *)
      case $word in
        tries=*) tries=${word#*=} ;;
        pause=*) pause=${word#*=} ;;
      esac
      ;;
  esac
done
if [ -z "$tries" ] || [ -z "$pause" ]; then
  unset MIGRATE_DEPLOY_LOCKS
  exec "$@"
fi

# The observer ends Flyway with 75 where a script did not get its lock and nothing of it stayed, and
# with 76 if other scripts were applied before it: then it was the first try of this one. At the
# last try it does not. The signal that ends a container reaches Flyway as it reaches this shell.
stop=''
trap 'stop=yes' TERM INT
exec 2>/dev/null # a shell speaks of a child that a signal has ended
run=1 try=1
while [ "$run" -le 1000 ]; do
  export MIGRATE_DEPLOY_RUN="$run" MIGRATE_DEPLOY_TRY="$try"
  (trap - TERM INT && exec "$@" 2>&1)
  status=$?
  case $status in
    75) try=$((try + 1)) ;;
    76) try=2 ;;
    *) exit "$status" ;;
  esac
  [ "$try" -le "$tries" ] || exit "$status"
  run=$((run + 1))
  times=$((try > 7 ? 6 : try - 1))
  left=$(((pause * times + 999) / 1000))
  # Second by second: a signal just before wait does not cut it short, and the child may lose it.
  while [ "$left" -gt 0 ] && [ -z "$stop" ]; do
    sleep 1 >/dev/null &
    wait "$!"
    left=$((left - 1))
  done
  [ -z "$stop" ] || exit 143
done
exit "$status"
