# shellcheck shell=bash
# What verbs that train networks need beyond the .NET build. Needs messages.bash, packages.bash and build.bash.
: "${root:?}"

engine_verbs=(compare sweep train)
engine_packages=(cmake make g++ libtorch-dev libopenblas0-openmp)

# data_packages_of ARGUMENT...: the packages with the data that a command line trains on; nothing where other data is meant.
data_packages_of() {
  local task folder
  task=$(value_of --task "$@")
  folder=$(value_of --resume "$@")
  if [[ -n $folder ]]; then
    # A run that goes on trains what it has trained before.
    task=$(sed -n 's/^  "task": "\(.*\)",$/\1/p' "$folder/configuration.json" 2>/dev/null) || task=none
  fi
  case ${task:-fashion-mnist-cnn} in
    fashion-mnist-* | five-datasets) echo dataset-fashion-mnist ;;
  esac
}

# value_of OPTION ARGUMENT...: what follows OPTION, as "OPTION VALUE" or "OPTION=VALUE".
value_of() {
  local option=$1
  shift
  while (($# > 0)); do
    case $1 in
      "$option") echo "${2:-}" ;;
      "$option="* | "$option:"*) echo "${1:${#option}+1}" ;;
    esac
    shift
  done | tail -n 1
}

trains_networks() {
  local verb
  for verb in "${engine_verbs[@]}"; do
    [[ $1 != "$verb" ]] || return 0
  done
  return 1
}

# missing_for_training DATA-PACKAGE...
missing_for_training() { missing_packages "${engine_packages[@]}" "$@"; }

# ensure_engine DATA-PACKAGE...: installs what is missing for training, or stops with the message that names it; then builds the shim.
ensure_engine() {
  local engine data missing
  read -ra engine <<<"$(missing_packages "${engine_packages[@]}")"
  read -ra data <<<"$(missing_packages "$@")"
  missing=$(missing_for_training "$@")
  if [[ -n $missing ]] && ! may_install; then
    fail 2 "training networks needs what is missing here: install $missing$(own_libtorch_hint "$missing")"
  fi
  ((${#engine[@]} == 0)) || install_packages 'the engine that trains networks' "${engine[@]}"
  ((${#data[@]} == 0)) || install_packages 'the images of Fashion-MNIST to train on' "${data[@]}"
  one_at_a_time "$root/native/build" || exit
}

# prefer_openblas: the machine's choice of a BLAS may be one that trains twenty times slower.
prefer_openblas() {
  local folder
  for folder in /usr/lib/*/openblas-openmp; do
    if [[ -z ${LIBTORCH:-} && -d $folder ]]; then
      export LD_LIBRARY_PATH=$folder${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
    fi
  done
}

own_libtorch_hint() {
  [[ $* != *libtorch-dev* ]] || echo ', or set LIBTORCH to the folder of your own LibTorch'
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
