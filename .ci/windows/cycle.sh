# The life of an installed program, from the set-up to "removed": sourced by ./run.

make_setup() {
  bash "$ROOT/.ci/installer" "$EDITION" "$DIST" "$SETUP" ${COMPRESSOR:+"-DCOMPRESSOR=$COMPRESSOR"}
}

# The same program, said to be older, with a library that the new one has no more.
make_older_setup() {
  local folder=$OUT/older
  rm -rf "$folder"
  cp -al "$DIST" "$folder"
  mkdir "$folder/_internal/gone"
  echo "of an older version" >"$folder/_internal/stale.dll"
  cp "$folder/_internal/stale.dll" "$folder/_internal/gone/too.dll"
  bash "$ROOT/.ci/installer" "$EDITION" "$folder" "$OLDER" -DVERSION=0.0.1 -DCOMPRESSOR=zlib
  rm -rf "$folder"
}

LOCAL() { echo "$WINEPREFIX"/drive_c/users/*/AppData/Local; }
WINDOWS_DOCUMENTS='C:\users\'$(id -un)'\Documents'

set_up() { # EXPECTED CODE, SET-UP, its switches
  local wanted=$1 code=0
  shift
  wx "$@" || code=$?
  [ "$code" = "$wanted" ] || { echo "            exit code $code instead of $wanted" && return 1; }
}

listing() { (cd "$1" && find . -type f | LC_ALL=C sort); }
sums() { (cd "$1" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum); }
is_program_whole() { diff <(listing "$DIST") <(listing "$I" | grep -vE '^\./(installed-files\.txt|uninstall\.exe|My project/.*|_internal/mine/.*)$'); }
registered() { wx reg query "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\$KEY" /v "$1" 2>/dev/null | grep -q "$2"; }
entry() { find "$WINEPREFIX/drive_c/users" "$OUT/home" -name "$PRODUCT.lnk" | wc -l; }
gone_in() { # SECONDS, FILE
  local count
  for ((count = 0; count < $1 * 4; count++)); do
    [ -e "$2" ] || return 0
    sleep 0.25
  done
  return 1
}

has_window() { xdotool search --onlyvisible --name "Seam Station" 2>/dev/null | grep -q .; }
window_within() { # SECONDS
  local count
  for ((count = 0; count < $1 * 4; count++)); do
    if has_window; then return 0; fi
    sleep 0.25
  done
  return 1
}
no_window_within() {
  local count
  for ((count = 0; count < $1 * 4; count++)); do
    if ! has_window; then return 0; fi
    sleep 0.25
  done
  return 1
}
keys() { # KEY, SECONDS to let it work
  xdotool key --clearmodifiers "$1"
  sleep "$2"
}
picture() { import -window root "$OUT/pictures/$1.png"; }
start_window() { # its arguments
  (cd "$I" && wx station.exe "$@" >/dev/null) &
  window_within 120
}
# This Wine's tasklist tells nothing: the programs of this prefix, by Linux's own list.
running() { # PROGRAM
  local process
  for process in $(pgrep -f "$1"); do
    if grep -qz "^WINEPREFIX=$WINEPREFIX\$" "/proc/$process/environ" 2>/dev/null; then echo "$process"; fi
  done
}
workers() { running 'station-worker\.exe' | wc -l; }

run_cycle() {
  I=$(LOCAL)/Programs/$PRODUCT
  SETTINGS=$(LOCAL)/seam-station
  mkdir -p "$OUT/pictures"
  rm -rf "$OUT/home/Documents/Seam Ä" "$OUT/home/Documents/Trained" "$SETTINGS"
  install_older
  live_with_it
  upgrade_it
  try_it
  remove_it
}

install_older() {
  expect "a folder that holds something else is refused" set_up 4 "$OLDER" /S "/D=$(winepath -w "$ROOT/resources")"
  expect "and left alone" [ ! -e "$ROOT/resources/installed-files.txt" ]
  part "an older version is installed, silently" set_up 0 "$OLDER" /S /DESKTOP || return 0
  expect "with its entry in the start menu and its icon on the desktop" [ "$(entry)" = 2 ]
  expect "known to Windows as 0.0.1" registered DisplayVersion 0.0.1
  expect "and its library that is no more" [ -e "$I/_internal/stale.dll" ]
}

# Projects, one of them in the program's folder, and settings.
live_with_it() {
  part "station-cli films a practice project" wx "$I/station-cli.exe" practice "$WINDOWS_DOCUMENTS\\Seam Ä" --strips 4 --frames 12 || true
  P=$OUT/home/Documents/"Seam Ä"
  expect "whose strips and labels are there" [ "$(cat "$P"/pics/*_data.csv | wc -l)" = 52 ]
  mkdir -p "$I/My project/pics" "$I/_internal/mine" "$SETTINGS/journal"
  echo '{}' | tee "$I/My project/project.json" "$I/_internal/mine/project.json" "$SETTINGS/journal/evidence" >/dev/null
  part "the window is shown" start_window open "$WINDOWS_DOCUMENTS\\Seam Ä"
  expect "while it runs the set-up refuses" set_up 3 "$SETUP" /S
  expect "and nothing is changed" registered DisplayVersion 0.0.1
  expect "nor deleted" [ -e "$I/_internal/stale.dll" ]
  expect "while it runs it is not removed" refuses_to_go
}

refuses_to_go() {
  wx "$I/uninstall.exe" /S
  sleep 5
  [ -e "$I/station.exe" ] && [ -e "$I/installed-files.txt" ] && has_window
}

upgrade_it() {
  sums "$P" >"$OUT/project.sums"
  part "the set-up closes the window and upgrades" set_up 0 "$SETUP" /S /CLOSE
  expect "no window, no worker is left" no_program_runs
  expect "what the new version has no more is gone" [ ! -e "$I/_internal/stale.dll" ]
  expect "and its folder" [ ! -e "$I/_internal/gone" ]
  expect "the program is exactly what was built" is_program_whole
  expect "known to Windows as $VERSION" registered DisplayVersion "$VERSION"
  expect "one entry each in the start menu and on the desktop" [ "$(entry)" = 2 ]
  expect "the project is as it was" diff "$OUT/project.sums" <(sums "$P")
  expect "so are those in the program's folder" [ -e "$I/My project/project.json" -a -e "$I/_internal/mine/project.json" ]
  expect "the window's memory is kept" [ -s "$SETTINGS/window.json" ]
}

no_program_runs() { # what does run is shown
  local left
  left=$(running 'station(-worker|-cli)?\.exe')
  [ -z "$left" ] || { ps -o pid,etimes,args -p "$(tr '\n' ',' <<<"$left" | sed 's/,$//')" && return 1; }
}

try_it() {
  part "station --self-check" self_check station || true
  part "station-cli --self-check" self_check station-cli || true
  part "station-cli --version" answers "$VERSION" --version
  part "station-cli doctor" answers "Seam Station $VERSION" doctor
  [ "$EDITION" = operator ] || train_it
  part "the window is shown again" start_window open "$WINDOWS_DOCUMENTS\\Seam Ä"
  sleep 4
  local tab
  for tab in 2 3 4 1; do
    keys "ctrl+$tab" 10
    picture "tab_$tab"
  done
  watch_and_kill
  wx taskkill /im station.exe >/dev/null
  part "the window closes" no_window_within 60
  sleep 3
  expect "and leaves no process" no_program_runs
}

# From clips to a network for other programs.
train_it() {
  local lab="$WINDOWS_DOCUMENTS\\Trained"
  part "station-cli practice" wx "$I/station-cli.exe" practice "$lab" --strips 6 --frames 12 || return 0
  part "station-cli split" wx "$I/station-cli.exe" split "$lab" || true
  part "station-cli train" wx "$I/station-cli.exe" train "$lab" --epochs 1 --image-size 64x48 --base none || true
  part "station-cli evaluate" wx "$I/station-cli.exe" evaluate "$lab" || true
  part "station-cli export, ONNX" wx "$I/station-cli.exe" export "$lab" --format onnx || true
  part "station-cli export, OpenVINO" wx "$I/station-cli.exe" export "$lab" --format openvino || true
}

self_check() { # PROGRAM
  local report=$OUT/$1-check.json code=0
  rm -f "$report"
  wx "$I/$1.exe" --self-check "$(winepath -w "$report")" || code=$?
  sed -nE 's/^ +"(name|seconds|told|error)": (.*)$/\1 \2/p' "$report" | sed 's/^/            /'
  return "$code"
}

answers() { # PATTERN, a command
  local wanted=$1
  shift
  wx "$I/station-cli.exe" "$@" | tee "$OUT/answer.txt" | grep -q -- "$wanted" || { sed 's/^/            /' "$OUT/answer.txt" && return 1; }
}

# An inspection of a practice seam; its workers are killed, and what the window says of it is a picture.
watch_and_kill() {
  keys ctrl+w 3
  keys ctrl+shift+p 25
  picture watching
  expect "an inspection runs, in workers" [ "$(workers)" -gt 1 ]
  wx taskkill /f /im station-worker.exe >/dev/null
  sleep 3
  picture worker_killed
  expect "the window lives when its workers are killed" has_window
  sleep 15
  picture worker_back
  keys shift+F1 5
  picture guide
}

remove_it() {
  echo '{}' >"$SETTINGS/settings.json"
  part "it is removed, silently" removed
  expect "no file of the program is left" [ -z "$(listing "$I" | grep -v -e '^./My project/' -e '^./_internal/mine/')" ]
  expect "nor an entry anywhere" [ "$(entry)" = 0 ]
  expect "nor in Windows' list" not_registered
  expect "the projects in its folder stay" [ -e "$I/My project/project.json" -a -e "$I/_internal/mine/project.json" ]
  expect "the project in the documents too" diff <(cut -d' ' -f3- "$OUT/project.sums") <(listing "$P")
  expect "the settings stay" [ -e "$SETTINGS/settings.json" ]
  [ -e "$I/uninstall.exe" ] || rm -rf "$I"
  part "it is installed again" set_up 0 "$SETUP" /S
  expect "the program is exactly what was built" is_program_whole
  part "and removed with its settings" removed /SETTINGS
  expect "nothing is left of its folder" gone_in 20 "$I"
  expect "the settings are gone" [ ! -e "$SETTINGS/settings.json" -a ! -e "$SETTINGS/window.json" -a ! -e "$SETTINGS/Logs" ]
  expect "a journal stays" [ -e "$SETTINGS/journal/evidence" ]
  [ -e "$I" ] || echo "            removed"
}

removed() { # switches
  wx "$I/uninstall.exe" /S "$@"
  gone_in 60 "$I/uninstall.exe"
}
not_registered() { ! registered DisplayVersion .; }
