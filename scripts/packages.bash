# shellcheck shell=bash
# System packages, all of them optional: which are missing, and how they get here. Needs $root and messages.bash.
: "${root:?}"

install_log=$root/artifacts/install.log

# A package counts as present by what it brings, so that data from elsewhere (IMPETUS_DATA) is as good.
is_present() {
  case $1 in
    npm) command -v npm >/dev/null ;;
    openmpi-bin) command -v mpirun >/dev/null ;;
    gcc) command -v gcc >/dev/null || command -v clang >/dev/null ;;
    dataset-fashion-mnist)
      [[ -n ${IMPETUS_DATA:-} ]] ||
        any_exists /usr/share/datasets/fashion-mnist/train-images* "${HOME:-}"/.cache/impetus/fashion-mnist/train-images*
      ;;
    *) fail 1 "scripts/packages.bash does not know how to tell whether $1 is present" ;;
  esac
}

any_exists() {
  local file
  for file in "$@"; do
    [[ ! -e $file ]] || return 0
  done
  return 1
}

# missing_packages PACKAGE...: prints those that are not present, in one line.
missing_packages() {
  local package missing=()
  for package in "$@"; do
    is_present "$package" || missing+=("$package")
  done
  echo "${missing[*]}"
}

may_install() { [[ ${IMPETUS_NO_INSTALL:-} != 1 && $EUID == 0 ]] && command -v apt-get >/dev/null; }

# install_packages WHY PACKAGE...: says what and why, and installs.
install_packages() {
  local why=$1
  shift
  say "installing $*: $why"
  apt_install "$@" || fail 1 "apt-get could not install $*; its output is in $install_log"
}

apt_install() {
  local install=(env DEBIAN_FRONTEND=noninteractive
    apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 "$@")
  mkdir -p "$root/artifacts"
  # The package lists are fetched anew only where they are missing or name files that are gone.
  {
    { apt-cache show "$@" && "${install[@]}"; } || { apt-get update -q && "${install[@]}"; }
  } >"$install_log" 2>&1 </dev/null
}

# ensure_curves: npm, from which the build takes the report's interactive curves; a report without them is still one.
ensure_curves() {
  if ! any_exists "$root"/artifacts/npm/uplot-*/node_modules/uplot && ! is_present npm; then
    if may_install; then
      install_packages "the report's interactive curves come from npm's uPlot" npm
    else
      say 'npm is missing: the report will have static curves only'
    fi
  fi
}
