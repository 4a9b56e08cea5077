#!/usr/bin/env bash
# Runs the fuzz targets, each group for so many seconds, as many groups at once as there are processors.
#
#   tests/fuzz/run.sh BUILD SECONDS [GROUP...]      groups: tables patents fits
#
# First every seed is run once: those named finding-* are inputs that once failed. What a run finds worth keeping is in
# BUILD/corpus/TARGET, what fails in BUILD/findings/TARGET-*.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$(cd "$1" && pwd)
seconds=$2
shift 2
declare -A targets=(
  [tables]="csv dataset rules"
  [patents]="publication symbol applicant patents"
  [fits]="fit forecast"
)
# The test files of readers are seeds too.
declare -A data=([csv]=layouts [patents]=patents)
groups=("$@")
[ ${#groups[@]} -gt 0 ] || groups=(fits patents tables)
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1
mkdir -p "$build/corpus" "$build/findings" "$build/logs"

run_group() {
  local group=$1 names=() failed=0
  read -ra names <<<"${targets[$group]}"
  local each=$((seconds / ${#names[@]}))
  [ "$each" -ge 1 ] || each=1
  for target in "${names[@]}"; do
    local seeds=$here/seeds/$target corpus=$build/corpus/$target log=$build/logs/$target.log
    local options=(-seed=1 -max_total_time="$each" -timeout=60 -rss_limit_mb=2048 -print_final_stats=1
      -artifact_prefix="$build/findings/$target-" -max_len=4096)
    [ -f "$here/dictionaries/$target.dict" ] && options+=(-dict="$here/dictionaries/$target.dict")
    mkdir -p "$corpus" "$seeds"
    local inputs=("$corpus" "$seeds")
    [ -n "${data[$target]:-}" ] && inputs+=("$here/../data/${data[$target]}")
    if "$build/fuzz_$target" "${options[@]}" "${inputs[@]}" >"$log" 2>&1; then
      echo "$target: $(grep -oE 'number_of_executed_units: [0-9]+' "$log" || echo done), $each s"
    else
      echo "$target: FAILED, see $log"
      grep -aE 'property failed|SUMMARY|ERROR: ' "$log" | head -5 || true
      failed=1
    fi
  done
  return $failed
}

bad=0
running=0
for group in "${groups[@]}"; do
  [ -n "${targets[$group]:-}" ] || { echo "no group '$group'; there are: ${!targets[*]}" >&2; exit 2; }
  run_group "$group" &
  running=$((running + 1))
  if [ "$running" -ge "$(nproc)" ]; then
    wait -n || bad=1
    running=$((running - 1))
  fi
done
while [ "$running" -gt 0 ]; do
  wait -n || bad=1
  running=$((running - 1))
done
exit $bad
