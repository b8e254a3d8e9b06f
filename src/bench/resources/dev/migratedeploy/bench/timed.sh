#!/bin/sh
# timed PID-FILE TIMES-FILE COMMAND…: leaves its own pid, and at the end what it and the command
# have spent. The image's entrypoint leaves the job to itself, so that no parent of it can ask.
echo "$$" >"$1"
times=$2
shift 2
"$@"
code=$?
times >"$times"
exit "$code"
