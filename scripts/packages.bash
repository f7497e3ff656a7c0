# shellcheck shell=bash
# System packages: which are missing, and how they get here. Needs $root and messages.bash.
: "${root:?}"

install_log=$root/artifacts/install.log

# A package counts as present by what it brings, so that a compiler, a LibTorch (LIBTORCH) or data (IMPETUS_DATA) from
# elsewhere is as good.
is_present() {
  case $1 in
    cmake | make | g++ | npm) command -v "$1" >/dev/null ;;
    libtorch-dev) [[ -n ${LIBTORCH:-} ]] || any_exists /usr/include/torch/csrc/autograd/variable.h ;;
    libopenblas0-openmp) [[ -n ${LIBTORCH:-} ]] || any_exists /usr/lib/*/openblas-openmp/libblas.so.3 ;;
    dataset-fashion-mnist) [[ -n ${IMPETUS_DATA:-} ]] || any_exists /usr/share/datasets/fashion-mnist/train-images* ;;
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
  local why=$1 size=
  shift
  [[ $* != *libtorch-dev* ]] || size=' (870 MB, a minute or two)'
  say "installing $*$size: $why"
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
