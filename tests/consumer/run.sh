#!/usr/bin/env bash
# Builds and runs programs of somebody else's against reeindex, each way that CMake offers:
# installed (all of it; the headers only), add_subdirectory, FetchContent.
# Usage: run.sh BUILD_FOLDER [CMake arguments]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
mkdir -p "$1"
build=$(cd "$1" && pwd)
shift
arguments=(-G Ninja -DCMAKE_BUILD_TYPE=Release "$@")
if command -v ccache >/dev/null; then
  arguments+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
fi
bare=(-DREEINDEX_BUILD_TESTS=OFF -DREEINDEX_BUILD_EXAMPLES=OFF -DREEINDEX_BUILD_BENCHMARKS=OFF)

install_reeindex() { # NAME [CMake arguments]
  local name=$1
  shift
  rm -rf "${build:?}/prefix-$name"
  cmake -S "$root" -B "$build/reeindex-$name" "${arguments[@]}" "$@" >/dev/null
  cmake --build "$build/reeindex-$name"
  cmake --install "$build/reeindex-$name" --prefix "$build/prefix-$name" >/dev/null
}

consume() { # NAME SOURCE [CMake arguments]
  local name=$1 source=$2
  shift 2
  echo "-- consumer: $name"
  rm -rf "${build:?}/$name"
  cmake -S "$here/$source" -B "$build/$name" "${arguments[@]}" "$@" >/dev/null
  cmake --build "$build/$name"
  ctest --test-dir "$build/$name" --output-on-failure --no-tests=error
}

install_reeindex full "${bare[@]}"
install_reeindex headers -DREEINDEX_BUILD_LIBRARY=OFF
# Moved, so that a path of the build tree in the package would show.
rm -rf "$build/moved-full" "$build/moved-headers"
mv "$build/prefix-full" "$build/moved-full"
mv "$build/prefix-headers" "$build/moved-headers"

consume installed find_package -DCMAKE_PREFIX_PATH="$build/moved-full"
consume installed-core find_package -DCORE_ONLY=ON -DCMAKE_PREFIX_PATH="$build/moved-full"
consume installed-headers find_package -DCORE_ONLY=ON -DCMAKE_PREFIX_PATH="$build/moved-headers"
consume add-subdirectory add_subdirectory -DCMAKE_BUILD_TYPE= -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
consume fetch-content fetch_content

# A project without a build type has the library optimised, and none of our warnings.
python3 - "$build/add-subdirectory/compile_commands.json" <<'PYTHON'
import json, sys
commands = {c["file"].rsplit("/src/", 1)[1]: c["command"] for c in json.load(open(sys.argv[1])) if "/src/" in c["file"]}
kernels = [command for file, command in commands.items() if "/kernel_" in file]
assert kernels and all(" -O3" in command for command in kernels), "kernels are not compiled as in Release"
wrong = [file for file, command in commands.items() if " -O2" not in command or "-Wall" in command]
assert not wrong, f"not optimised, or with warnings of ours: {wrong}"
PYTHON
