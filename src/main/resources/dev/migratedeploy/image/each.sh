#!/bin/sh
# Runs Flyway for one database after another, each with variables of its own:
#
#   each ARGUMENT...
#
# The first line of MIGRATE_DEPLOY_TARGETS has the names of the variables, every further one the name
# of a database and the values, with tabs between. A value is never looked at by this shell. What
# each database's run writes stands between two lines, of which "one" writes the second:
#
#   [migrate-deploy] begin target=acme key=0123456789abcdef
#   [migrate-deploy] end target=acme exit=0 lines=18
#   [migrate-deploy] begin target=beta after=0 key=0123456789abcdef
#   [migrate-deploy] end target=beta exit=1 lines=9
#   [migrate-deploy] tried 2 of 3 targets after=1 key=0123456789abcdef
#
# A script of a database can print any line but for the key, which it cannot know.
folder=${0%/*}
newline='
'
tab=$(printf '\t')
targets=$MIGRATE_DEPLOY_TARGETS failures=${MIGRATE_DEPLOY_FAILURES:-}
unset MIGRATE_DEPLOY_TARGETS MIGRATE_DEPLOY_FAILURES
# A group of its own, so that a signal to this one's is passed on once, and not in any order.
if command -v setsid >/dev/null 2>&1; then apart=setsid; else apart=''; fi

refuse() {
  echo "[migrate-deploy] $1: none of the databases is tried"
  exit 2
}

@make_key@
# The line that begins a list, and what comes after it.
next_row() {
  row=${rest%%"$newline"*}
  case $rest in
    *"$newline"*) rest=${rest#*"$newline"} ;;
    *) rest='' ;;
  esac
}

case $targets in *"$newline"?*) ;; *) refuse 'MIGRATE_DEPLOY_TARGETS names no database' ;; esac
case $failures in *[!0-9]* | ??????????*) refuse 'MIGRATE_DEPLOY_FAILURES is not a number' ;; esac
rest=$targets
next_row
names=$row rows=$rest all=0
while [ -n "$rest" ]; do
  next_row
  case ${row%%"$tab"*} in
    '' | [!A-Za-z0-9]* | *[!A-Za-z0-9._-]*) refuse 'MIGRATE_DEPLOY_TARGETS has a line without a name' ;;
  esac
  all=$((all + 1))
done
case $tab$names in
  *[!A-Za-z0-9_"$tab"]* | *"$tab"[0-9]* | *"$tab$tab"*) refuse 'a variable in MIGRATE_DEPLOY_TARGETS has no proper name' ;;
esac

# Becomes Flyway's run for the database of $row. With env, since some shells have variables that
# cannot be set, and none of a database must be left for the next one.
one() {
  values=$row$tab name=${row%%"$tab"*} columns=$names
  set -- sh "$folder/one" "$@"
  while [ -n "$columns" ]; do
    values=${values#*"$tab"}
    case $values in
      *"$tab"*) ;;
      *)
        echo "[migrate-deploy] target $name has fewer values than MIGRATE_DEPLOY_TARGETS has names"
        exit 2
        ;;
    esac
    set -- "${columns%%"$tab"*}=${values%%"$tab"*}" "$@"
    case $columns in
      *"$tab"*) columns=${columns#*"$tab"} ;;
      *) columns='' ;;
    esac
  done
  exec $apart env "MIGRATE_DEPLOY_TARGET=$name" "$@" 2>&1
}

@await@
key=''
make_key && proof=" key=$key" || proof=''
stop='' pid=''
trap 'stop=yes; [ -z "$pid" ] || kill -TERM "$pid"' TERM INT
exec 2>/dev/null # a shell speaks of a child that a signal has ended

code=0 tried=0 failed=0 after='' rest=$rows
while [ -n "$rest" ] && [ -z "$stop" ]; do
  [ -z "$failures" ] || [ "$failed" -le "$failures" ] || break
  next_row
  echo "[migrate-deploy] begin target=${row%%"$tab"*}$after$proof"
  (trap - TERM INT && one "$@") &
  pid=$!
  [ -z "$stop" ] || kill -TERM "$pid"
  await "$pid"
  pid='' tried=$((tried + 1)) after=" after=$status"
  if [ "$status" -ne 0 ]; then
    failed=$((failed + 1))
    [ "$code" -ne 0 ] || code=$status
  fi
done
echo "[migrate-deploy] tried $tried of $all targets$after$proof"
[ "$code" -ne 0 ] || [ "$tried" -eq "$all" ] || code=143
exit "$code"
