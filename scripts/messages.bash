# shellcheck shell=bash
# Messages go to standard error: standard output belongs to the verb (--json -).

# say TEXT: one line that tells what happens.
say() { printf 'impetus: %s\n' "$1" >&2; }

# fail CODE TEXT: one message, then exit.
fail() {
  say "$2"
  exit "$1"
}
