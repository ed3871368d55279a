# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154
# What app/launch, tests/run and .ci/run share; to be sourced, with $me set to the caller's name and $log to its log
# file. Everything said here goes to standard error: standard output belongs to the program.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

# qt6-wayland is for desktops without an X server. The fonts are named since fontconfig takes any, or none.
build_packages=(
    cmake ninja-build g++
    qt6-base-dev qt6-svg-dev libqcustomplot-dev
    qt6-tools-dev qt6-l10n-tools
    libgmp-dev libflint-dev libssl-dev libfmt-dev
)
run_packages=(libqt6sql6-sqlite qt6-wayland qt6-translations-l10n fonts-dejavu-core)

say() { printf '%s: %s\n' "$me" "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# Runs a command with its output in the log and, line by line as it comes, the lines that show progress on the
# terminal.
logged() {
    local line status width=0
    step_begin=$(($(wc -l <"$log") + 1))
    [ -t 2 ] && width="$(tput cols 2>/dev/null || echo 80)"
    "$@" 2>&1 | while IFS= read -r line; do
        printf '%s\n' "$line" >>"$log"
        case "$line" in
            "["*/*"]"* | "["*%"]"* | "Get:"* | "Unpacking "* | "Setting up "*)
                if [ "$width" -gt 0 ]; then
                    printf '\r\033[K%s' "${line:0:width-1}" >&2
                elif [ "${line:0:1}" = "[" ]; then
                    printf '%s\n' "$line" >&2
                fi
                ;;
        esac
    done
    status="${PIPESTATUS[0]}"
    [ "$width" -gt 0 ] && printf '\r\033[K' >&2
    return "$status"
}

# The end of the log, then the likeliest cause: the first error of the step that failed.
fail_with_log() {
    local cause
    tail -n 15 "$log" >&2
    cause="$(tail -n "+$step_begin" "$log" | grep -E -m 1 '^E: |[Ee]rror:|CMake Error')"
    # CMake says where in this line, and what in those below it.
    if [[ "$cause" == "CMake Error"* ]]; then
        cause="$(tail -n "+$step_begin" "$log" | grep -A 3 -m 1 '^CMake Error' | tr -s ' \n' ' ')"
    fi
    fail "$1${cause:+: $cause} (all of it: $log)"
}

missing_packages() {
    local package
    for package in "$@"; do
        # An if, since a package that dpkg never heard of fails the query.
        if [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
            printf '%s\n' "$package"
        fi
    done
}

install_packages() {
    local missing as_root=()
    if ! command -v apt-get >/dev/null; then
        say "no apt-get here, so these have to be there already, by their Debian names: $*"
        return
    fi
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -eq 0 ] && return
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null ||
            fail "packages are missing and there is no sudo; as root: apt-get install ${missing[*]}"
        # Where nobody can type a password, sudo must not wait for one.
        if [ -t 0 ]; then as_root=(sudo); else as_root=(sudo -n); fi
        "${as_root[@]}" -v || fail "packages are missing and sudo refused; as root: apt-get install ${missing[*]}"
    fi
    say "installing ${#missing[@]} packages: ${missing[*]}"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y
        -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
    logged "${apt[@]}" update || fail_with_log "apt-get update failed"
    logged "${apt[@]}" install --no-install-recommends "${missing[@]}" ||
        fail_with_log "installing packages failed"
}

# Configures and builds one of CMakePresets.json.
build_preset() {
    local preset="$1" directory="$root/build/$1" home
    # A tree that was moved or copied: CMake refuses to go on in it.
    home="$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$directory/CMakeCache.txt" 2>/dev/null)"
    if [ -n "$home" ] && [ "$home" != "$root" ]; then rm -rf "$directory"; fi
    if command -v ninja >/dev/null; then export CMAKE_GENERATOR=Ninja; fi

    say "building ($preset)"
    cd "$root" || fail "$root cannot be entered"
    logged cmake --preset "$preset" || fail_with_log "configuring failed"
    logged cmake --build --preset "$preset" --parallel "$(nproc)" || fail_with_log "building failed"
}

# Opens the log and waits until no other script of this tree is building.
start_log() {
    if ! { mkdir -p "$root/build" && : >>"$root/build/lock"; } 2>/dev/null; then
        fail "$root/build cannot be written to by $(id -un)"
    fi
    exec 9>"$root/build/lock"
    if ! flock -n 9; then
        say "waiting for another build in $root"
        flock 9
    fi
    if ! : 2>/dev/null >"$log"; then fail "$log cannot be written to by $(id -un)"; fi
}
