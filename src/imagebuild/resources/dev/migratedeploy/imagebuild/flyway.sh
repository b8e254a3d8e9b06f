#!/bin/sh
# Flyway's command line on this image's own Java, started from a cache of loaded classes (JEP 483).
case $0 in
  */*) program=$0 ;;
  *) program=$(command -v "$0") ;;
esac
[ ! -h "$program" ] || program=$(readlink -f "$program")
case $program in
  /*) home=${program%/*} ;;
  *) home=$(cd "${program%/*}" && pwd) || exit 1 ;;
esac
java=$home/jre/bin/java

# Classes of a cache say that they come from where it was made, and Flyway looks for conf, jars and sql
# beside them (JDK 25): in another folder it has none.
cache=$home/lib/flyway.aot
[ "$home" = '@HOME@' ] || cache=''

# The jars of the training, in its order: without them at the beginning Java refuses the cache. What
# else lies beside them comes after, as in the official image.
path="@JARS@"
for jar in "$home"/lib/*.jar "$home"/lib/flyway/*.jar "$home"/drivers/*.jar; do
  case :$path: in
    *":$jar:"*) ;;
    *) [ ! -e "$jar" ] || path=$path:$jar ;;
  esac
done
path=${CLASSPATH:+$CLASSPATH:}$path

# What the user has chosen, in whatever variable, is not contradicted: two collectors, or a cache and
# -Xshare, would end Java at once, and a flag here would win over one in JAVA_TOOL_OPTIONS.
chosen=" ${JAVA_ARGS:-} ${JDK_JAVA_OPTIONS:-} ${JAVA_TOOL_OPTIONS:-} ${_JAVA_OPTIONS:-}"
tier=-XX:TieredStopAtLevel=1 collector=-XX:+UseSerialGC
case $chosen in
  *' @'* | *-XX:Flags=* | *-XX:VMOptionsFile=*) tier='' collector='' cache='' ;; # options in a file
esac
case $chosen in
  *-XX:[+-]Use[SPGZE]*GC* | *-XX:[+-]UseShenandoahGC*) collector='' ;;
esac
case $chosen in
  *Tiered* | *-XX:CompilationMode=* | *-Xint* | *-Xcomp* | *-Xmixed*) tier='' ;;
esac
case $chosen in
  *-XX:AOTCache* | *-XX:AOTConfiguration* | *-XX:AOTMode=[rc]* | *-Xshare* | *Shared* | *-XX:ArchiveClasses*)
    cache=''
    ;;
esac

# A cache that Java refuses, such as with another driver in the place of ours, costs only the time
# that it would have saved. Java would speak of it in the log of every migration.
[ -z "$cache" ] || [ -r "$cache" ] || cache=''
talks=${MIGRATE_DEPLOY_VERBOSE:-}
for word; do
  case $word in -X) talks=yes ;; esac
done
set -f # JAVA_ARGS falls apart into words, and not into names of files
if [ -n "$talks" ]; then
  if [ -z "$cache" ]; then
    why='it is not there, was made in another folder, or options of Java exclude it'
  else
    why=$(
      "$java" "-XX:AOTCache=$cache" $tier $collector ${JAVA_ARGS:-} -XX:AOTMode=on -cp "$path" -version 2>&1
    ) && why='' || why=$(
      echo "$why" | sed -n '/ error has occurred/d
        /nable to use AOT cache\.$/d
        s/^\[[^][]*\] *\(\[[^][]*\]\)* *\(.\)/\2/p' | sed q
    )
    [ -z "$why" ] || why="Java has refused it: $why"
  fi
  [ -z "$why" ] || echo "flyway: starts without its cache of loaded classes: $why" >&2
fi

# -XX:-UsePerfData writes no file. The check for updates would ask the internet, which takes a third
# of a run's processor time, and a second where there is no way out.
set -- -XX:-UsePerfData ${JAVA_ARGS:-} -cp "$path" org.flywaydb.commandline.Main -skipCheckForUpdate "$@"
[ -z "$cache" ] || set -- "-XX:AOTCache=$cache" -Xlog:aot=off -Xlog:cds=off "$@"
exec "$java" $tier $collector "$@"
