#!/bin/sh
# Starts migrate-deploy on the runtime of this image.
home="${0%/*}/../lib/migrate-deploy"

# Each has a cache of the classes it needs, loaded and linked: a word about itself a small one.
case " $* " in
  *" --version "* | *" -V "* | *" --help "* | *" -h "* | " completion "*) cache="$home/help.aot" ;;
  *) cache="$home/deploy.aot" ;;
esac

# The very run that finds no cache makes it, for the next ones; in the image both are there.
if [ -e "$cache" ]; then aot="-XX:AOTCache=$cache"; else aot="-XX:AOTCacheOutput=$cache"; fi

# Nearly all of the code runs a few times only: compiled later, most of it is never compiled.
exec "$home/runtime/bin/java" "$aot" \
  -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=3 -Xms64m -Xmn12m -Xmx512m -XX:-UsePerfData \
  --sun-misc-unsafe-memory-access=allow \
  -cp "$home/libraries.jar:$home/migrate-deploy.jar" dev.migratedeploy.MigrateDeploy "$@"
