# shellcheck shell=bash
# The .NET build, one process at a time, and only when something changed. Needs $root and messages.bash.
: "${root:?}"

build_stamp=$root/artifacts/.built
build_lock=$root/artifacts/.build.lock
build_log=$root/artifacts/build.log

require_dotnet() {
  command -v dotnet >/dev/null ||
    fail 2 "the .NET SDK 10 is missing: install it (package dotnet-sdk-10.0) so that 'dotnet' is on the PATH"
}

# build_inputs [TEST...]: every file that the build of the command line reads, narrowed by tests of find.
build_inputs() {
  (
    cd "$root" || exit
    find src global.json Directory.*.props -type f -not -path '*/bin/*' -not -path '*/obj/*' "$@"
  )
}

# What a stamp holds: the commit (it goes into the binaries), whether npm can bring the report's curves, and the files'
# names. The files' contents are judged by the stamp's own time.
build_identity() {
  # Whoever owns the checkout: git would tell another user nothing, and what is built would look out of date.
  git -c safe.directory='*' -C "$root" rev-parse HEAD 2>/dev/null || echo 'no commit'
  command -v npm >/dev/null && echo 'npm' || echo 'no npm'
  build_inputs | LC_ALL=C sort
}

# is_built FILE: whether FILE, a product of the build, is there and up to date.
is_built() {
  [[ -f $1 && -f $build_stamp && $(build_identity) == "$(<"$build_stamp")" ]] &&
    [[ -z $(build_inputs -newer "$build_stamp" -print -quit) ]]
}

# one_at_a_time COMMAND...: runs it while no other process builds here.
one_at_a_time() {
  { mkdir -p "$root/artifacts" && : >>"$build_lock"; } 2>/dev/null ||
    fail 2 "cannot write to $root/artifacts, where the build goes (you are $(id -un)): let its owner run the command once, or use a checkout of your own"
  if ! command -v flock >/dev/null; then
    "$@"
    return
  fi
  # Without 9>&- a compiler server that outlives the build would keep the lock.
  (
    flock --nonblock 9 || { say 'waiting for another build to finish' && flock 9; }
    "$@" 9>&-
  ) 9>>"$build_lock"
}

# dotnet_build PROJECT: builds PROJECT, a path below $root, in Release, and stamps the build.
dotnet_build() {
  # The stamp is as old as the start of the build: what changes meanwhile is built the next time.
  local stamp=$build_stamp.new
  build_identity >"$stamp"
  # All output goes to a file: a compiler server that outlives the build would keep a pipe open.
  if ! (cd "$root" && DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 \
    dotnet build "$1" -c Release -v q -nologo) >"$build_log" 2>&1 </dev/null; then
    { grep -E ': error |error :' "$build_log" | LC_ALL=C sort -u || tail -n 20 "$build_log"; } | head -n 20 >&2
    fail 1 "the build failed; its whole output is in $build_log"
  fi
  mv "$stamp" "$build_stamp"
}

first_time_hint() {
  local packages=${NUGET_PACKAGES:-${HOME:-}/.nuget/packages}
  [[ -d $packages/torchsharp ]] || echo ' (the first time NuGet fetches TorchSharp and libtorch, 150 MB)'
}

# build_once PROJECT FILE: builds PROJECT unless FILE, its product, is up to date.
build_once() {
  if ! is_built "$2"; then
    say "building $1$(first_time_hint)"
    dotnet_build "$1"
  fi
}
