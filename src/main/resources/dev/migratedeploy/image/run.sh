#!/bin/sh
# Runs the image's own entrypoint and ends the log with a line that tells its exit code and the
# number of lines before, so that a reader knows whether the log has come whole:
#
#   [migrate-deploy] end exit=0 lines=18
#
# It needs a POSIX sh, an awk and pipes: no fifo, no file, nothing writable, no root. The processes:
#
#   this shell              hears the signals and passes them on to the warden
#   { job | awk } | warden  awk writes and counts the log; the warden is told, on descriptor 4, the
#                           job's pid, its exit code and the count, a line each
#
# The job has a process group of its own, and a signal goes to all of it: Flyway's launcher has no
# trap and starts Java as a child, which would go on migrating after the launcher's end. SIGINT
# arrives as SIGTERM: a shell starts what runs in the background with SIGINT ignored.

# Flyway is told where the scripts are, unless anything else tells it: by itself it warns about its
# own default, and does not find another folder.
location=@LOCATION@
names_locations() { # in files that need not be there
  for file; do
    [ -r "$file" ] && [ -f "$file" ] || continue
    while read -r line || [ -n "$line" ]; do
      case $line in '#'* | '!'*) ;; *locations*) return 0 ;; esac
    done <"$file"
  done
  return 1
}
is_told_locations() {
  [ -z "${FLYWAY_LOCATIONS+set}${flyway_locations+set}" ] || return 0
  files=${FLYWAY_CONFIG_FILES:-}
  for word; do
    case $word in
      -locations=* | -environments.*locations=*) return 0 ;;
      -configFiles=*) files=$files,${word#*=} ;;
      -workingDirectory=*) files=$files,${word#*=}/flyway.toml,${word#*=}/flyway.conf ;;
    esac
  done
  for folder in /flyway/conf conf "${HOME:-/root}" .; do
    files=$files,$folder/flyway.toml,$folder/flyway.user.toml,$folder/flyway.conf
  done
  old=$IFS IFS=,
  set -f
  set -- $files
  set +f
  IFS=$old
  names_locations "$@"
}
@UNLESS_EACH@[ -z "$location" ] || is_told_locations "$@" || export FLYWAY_LOCATIONS="$location"

# In a task of little processor time Java's better compiler and collector cost more than a migration
# gets back. Whatever anybody has told Java stays: two collectors would be the end of it.
is_light() {
  [ -n "$location" ] && [ -z "${JAVA_ARGS:-}" ] || return 1
  case "${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${_JAVA_OPTIONS:-}" in *-XX:* | *@*) return 1 ;; esac
  case ${MIGRATE_DEPLOY_CPU:-} in '' | *[!0-9]* | ??????????*) return 1 ;; esac
  [ "$MIGRATE_DEPLOY_CPU" -lt @BELOW@ ]
}
@UNLESS_EACH@! is_light || export JAVA_ARGS=@JAVA_ARGS@

@EACH@set -- @ENTRYPOINT@ "$@"
for word in ${MIGRATE_DEPLOY_AND_THEN:-}; do set -- "$@" "$word"; done
unset MIGRATE_DEPLOY_AND_THEN
[ "$#" -gt 0 ] || set -- '' # an error, as it should be; exec without a word succeeds

# How long to wait for what the job has left running, such as a daemon, to close the log, in
# seconds. Then what is left of the job's group is killed, as the end of the container would do it.
# If the log stays open even so, it ends without the line: nobody can say that it is whole.
linger=10

set +m # a job that leads a group already would be left behind by setsid
if command -v setsid >/dev/null 2>&1; then apart=setsid; else apart=''; fi

# Nothing else can count in time. No line is right then; a wrong number would be a lie.
command -v awk >/dev/null 2>&1 || exec "$@"

pass_on() {
  if [ -n "$stop" ] && [ -n "$ready" ] && [ -n "$warden" ]; then
    stop=''
    kill -TERM "$warden" 2>/dev/null
  fi
}

stop='' ready='' warden=''
trap 'stop=yes; pass_on' TERM INT
trap 'ready=yes; pass_on' USR1

# Leaves the exit code of a child in $status. A trap cuts wait short, so it is asked for until the
# child is gone, and once more for a shell that has noticed the end between two questions. Bash
# loses the code of a child that ends while a wait for it is cut short: it does not wait before, and
# must not say so if a signal ends its nap.
await() {
  if [ -n "${BASH_VERSION:-}" ]; then
    while kill -0 "$1"; do sleep 0.1; done 2>/dev/null
  fi
  wait "$1"
  status=$?
  while kill -0 "$1" 2>/dev/null; do
    wait "$1"
    status=$?
  done
  wait "$1" 2>/dev/null
  set -- "$?"
  [ "$1" -eq 127 ] || status=$1
}

# It lives through a signal to the whole process group, to tell the exit code. Without a locale Java
# takes names for ASCII, and Flyway passes over a script with a letter beyond it as if it were not there.
job() {
  trap : TERM INT
  if [ -z "${LC_ALL:-}${LC_CTYPE:-}${LANG:-}" ]; then
    LC_ALL=C.UTF-8
    export LC_ALL
  fi
  $apart sh -c 'echo "pid $$" >&4 && exec "$@" 2>&1 3>&- 4>&-' sh "$@"
  echo "exit $?" >&4
}

# Each line leaves at once and with one write; mawk would wait for a full block of input without
# the option. Bytes are bytes, whatever the locale. A last line without an end gets one, and an
# empty line gets a blank: the awslogs driver drops what is empty, and the count would be wrong. A
# line that the driver would split is split here and counted as it is written: where a driver
# splits depends on its mode and on the machine, and nobody could tell its pieces from lines. It
# takes 262,118 bytes, three for each one that is not UTF-8, and cuts characters in two.
count() {
  trap '' TERM INT
  case $(awk -W version 2>/dev/null </dev/null) in
    mawk*) live='-W interactive' ;;
    *) live='' ;;
  esac
  LC_ALL=C
  export LC_ALL
  exec awk $live '
    function put(text) {
      print (text == "" ? " " : text) "\n"
      fflush()
      lines++
    }
    BEGIN {
      ORS = ""
      most = 60000
      for (i = 128; i < 192; i++) follows = follows sprintf("%c", i) # a byte within a character
    }
    {
      from = 1
      while (length($0) - from >= most) {
        size = most
        while (size > most - 3 && index(follows, substr($0, from + size, 1))) size--
        put(substr($0, from, size))
        from += size
      }
      put(from == 1 ? $0 : substr($0, from))
    }
    END { system("echo lines " (lines + 0) " >&4") }
  ' >&3
}

# The job and what descends from it, for a machine without setsid. It cannot find what has lost
# its parent. Parents come first: one that sees its child end would tell the child's exit code.
family() {
  awk '
    function learn(file, line, word) {
      if ((getline line <file) <= 0) return # has ended meanwhile
      close(file)
      process = line + 0
      sub(/^.*\) /, "", line) # the name may hold anything
      split(line, word, " ")
      parent[process] = word[2]
    }
    BEGIN {
      for (i = 2; i < ARGC; i++) learn(ARGV[i])
      ours[ARGV[1]]
      print ARGV[1]
      do {
        found = 0
        for (process in parent)
          if (!(process in ours) && parent[process] in ours) {
            ours[process]
            print process
            found = 1
          }
      } while (found)
    }
  ' "$pid" /proc/[0-9]*/stat
}

# Not with -s or --: dash, bash and busybox agree on this form only.
terminate() {
  if [ -n "$apart" ]; then kill -TERM "-$pid"; else kill -TERM $(family); fi
}

warden() {
  exec 5<&0
  read -r _ pid <&5
  trap terminate TERM
  kill -USR1 "$$"
  {
    trap '' TERM INT
    read -r what code <&5
    [ "$what" = exit ] || code=1
    exit "$code"
  } &
  await "$!"
  trap '' TERM INT

  sleep "$linger" >/dev/null 3>&- 5<&- &
  nap=$!
  {
    read -r what lines <&5
    [ "$what" != lines ] || echo "[migrate-deploy] end @TARGET@exit=$status lines=$lines" >&3
    kill -KILL "$nap"
  } &
  reader=$!
  if wait "$nap"; then
    [ -z "$apart" ] || kill -KILL "-$pid"
    sleep 1 >/dev/null 3>&- 5<&-
    kill -KILL "$reader"
  else
    wait "$reader"
  fi
  exit "$status"
}

# The inner pipeline is left to itself: to wait for a warden means to wait for its whole pipeline.
exec 3>&1
{ job "$@" 2>/dev/null | count & } 4>&1 | warden 2>/dev/null &
warden=$!
# So that the warden's signal cuts no wait short.
while [ -z "$ready" ] && kill -0 "$warden" 2>/dev/null; do :; done
pass_on
await "$warden"
exit "$status"
