#!/usr/bin/env bash
# Runs the fuzz targets, as many at once as there are processors.
#
#   tests/fuzz/run.sh BUILD fixed [TARGET...]       the same inputs every time, so many for each target
#   tests/fuzz/run.sh BUILD SECONDS [GROUP...]      looks on for so long; groups: tables patents fits
#
# First every seed is run once: those named finding-* are inputs that once failed. What fails is in
# BUILD/findings/TARGET-*; what a search by time finds worth keeping in BUILD/corpus/TARGET, from which the next goes on.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$(cd "$1" && pwd)
how=$2
shift 2
# The slowest first.
declare -A targets=(
  [fits]="forecast fit"
  [patents]="patents applicant publication symbol"
  [tables]="dataset csv rules"
)
# Inputs of a fixed run: half a minute to two minutes of one processor each.
declare -A runs=(
  [forecast]=400 [fit]=500 [patents]=1000 [applicant]=40000 [publication]=40000 [symbol]=100000
  [dataset]=20000 [csv]=8000 [rules]=20000
)
# Fits read no more than these bytes of an input.
declare -A longest=([fit]=256 [forecast]=256)
# The test files of readers are seeds too.
declare -A data=([csv]=layouts [patents]=patents)
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1:malloc_context_size=8 UBSAN_OPTIONS=print_stacktrace=1
mkdir -p "$build/corpus" "$build/findings" "$build/logs"

# Addresses are among the numbers that a fuzzer learns from: where the system can, they are the same in every run.
plain=()
if setarch "$(uname -m)" -R true 2>/dev/null; then plain=(setarch "$(uname -m)" -R); fi

# Fixed: one seed of the random numbers, no corpus of earlier runs, seeds in the order of their names, a number of
# executions. Time is a guard only, and a run that it ends has failed.
run_target() { # TARGET SECONDS, or TARGET fixed
  local target=$1 for=$2 log=$build/logs/$1.log wanted=0 executed
  local options=(-seed=1 -timeout=1000 -rss_limit_mb=2048 -print_final_stats=1
    -artifact_prefix="$build/findings/$target-" -max_len="${longest[$target]:-4096}")
  local folders=()
  [ -d "$here/seeds/$target" ] && folders+=("$here/seeds/$target")
  [ -n "${data[$target]:-}" ] && folders+=("$here/../data/${data[$target]}")
  [ -f "$here/dictionaries/$target.dict" ] && options+=(-dict="$here/dictionaries/$target.dict")
  if [ "$for" = fixed ]; then
    wanted=${runs[$target]}
    find "${folders[@]}" -type f | LC_ALL=C sort | paste -sd, >"$build/logs/$target.seeds"
    options+=(-runs="$wanted" -max_total_time=1800 -seed_inputs="@$build/logs/$target.seeds")
  else
    mkdir -p "$build/corpus/$target"
    options+=(-max_total_time="$for" "$build/corpus/$target" "${folders[@]}")
  fi
  local began=$SECONDS code=0
  "${plain[@]}" "$build/fuzz_$target" "${options[@]}" >"$log" 2>&1 || code=$?
  executed=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  if [ "$code" -ne 0 ]; then
    echo "$target: FAILED, see $log"
    grep -aE 'property failed|SUMMARY|ERROR: ' "$log" | head -5 || true
    return 1
  elif [ "${executed:-0}" -lt "$wanted" ] || [ "${executed:-0}" -eq 0 ]; then
    echo "$target: FAILED, ${executed:-no} of $wanted executions in $((SECONDS - began)) s, see $log"
    return 1
  fi
  echo "$target: $executed executions, $((SECONDS - began)) s, $(grep -aoE 'cov: [0-9]+ ft: [0-9]+' "$log" | tail -1)"
}

# Groups share the seconds among their targets.
jobs=()
if [ "$how" = fixed ]; then
  names=("$@")
  [ ${#names[@]} -gt 0 ] || read -ra names <<<"${targets[fits]} ${targets[patents]} ${targets[tables]}"
  for target in "${names[@]}"; do
    [ -n "${runs[$target]:-}" ] || { echo "no target '$target'; there are: ${!runs[*]}" >&2; exit 2; }
    jobs+=("$target fixed")
  done
else
  groups=("$@")
  [ ${#groups[@]} -gt 0 ] || groups=(fits patents tables)
  for group in "${groups[@]}"; do
    [ -n "${targets[$group]:-}" ] || { echo "no group '$group'; there are: ${!targets[*]}" >&2; exit 2; }
    read -ra names <<<"${targets[$group]}"
    each=$((how / ${#names[@]}))
    [ "$each" -ge 1 ] || each=1
    for target in "${names[@]}"; do jobs+=("$target $each"); done
  done
fi

bad=0
running=0
for job in "${jobs[@]}"; do
  if [ "$running" -ge "$(nproc)" ]; then
    wait -n || bad=1
    running=$((running - 1))
  fi
  # shellcheck disable=SC2086
  run_target $job &
  running=$((running + 1))
done
while [ "$running" -gt 0 ]; do
  wait -n || bad=1
  running=$((running - 1))
done
exit $bad
