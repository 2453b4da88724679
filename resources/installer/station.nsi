; The Windows set-up of both editions: for one person, without an administrator, silent where asked.
;
;   makensis -DEDITION=full|operator -DDIST=FOLDER -DFILES=LIST -DSETUP=SETUP.EXE [-DSIGN=PROGRAM] [-DTARGET=x86-unicode] station.nsi
;
; `.ci/installer` does that, and makes LIST: what the folder holds, line by line, which is installed beside the program. An upgrade and
; the uninstaller delete what the list names and nothing else, so a project that lies in the program's folder stays.
;
; SETUP.EXE /S [/CLOSE] [/DESKTOP] [/D=FOLDER]   silent; /CLOSE closes a running station; /D= is the last, without quotation marks
; uninstall.exe /S [/CLOSE] [/SETTINGS]          silent; settings, logs and cache stay unless /SETTINGS is given
; Exit codes: 0 done, 1 cancelled, 2 failed, 3 the station runs, 4 this folder can't be it, 5 the list of files is missing,
; 6 a file is held by another program, 7 this Windows is too old, 8 this set-up runs already.

Unicode true
!ifndef TARGET
  !define TARGET amd64-unicode
!endif
Target ${TARGET}
!ifndef COMPRESSOR
  !define COMPRESSOR "/SOLID lzma"
!endif
SetCompressor ${COMPRESSOR}
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
CRCCheck on
AllowSkipFiles off

!searchparse /file "../../station/__init__.py" `__version__ = "` PROJECT_VERSION `"`
!ifndef VERSION
  !define VERSION "${PROJECT_VERSION}"
!endif
!if "${EDITION}" == "operator"
  !define PRODUCT "Seam Station Operator"
  !define KEY "SeamStationOperator"
  !define OTHER_KEY "SeamStation"
!else if "${EDITION}" == "full"
  !define PRODUCT "Seam Station"
  !define KEY "SeamStation"
  !define OTHER_KEY "SeamStationOperator"
!else
  !error "EDITION is full or operator"
!endif
!define UNINSTALL_KEYS "Software\Microsoft\Windows\CurrentVersion\Uninstall"
!define LIST "installed-files.txt"
!define ALREADY_EXISTS 183
!define INCOMING "$INSTDIR\station-incoming"
!ifndef LONGEST
  !define LONGEST 150
!endif

!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "FileFunc.nsh"
!include "WinVer.nsh"
!include "x64.nsh"

Name "${PRODUCT}"
OutFile "${SETUP}"
BrandingText "${PRODUCT} ${VERSION}"
!define OWN_FOLDER "$LOCALAPPDATA\Programs\${PRODUCT}"
InstallDir "${OWN_FOLDER}"
InstallDirRegKey HKCU "${UNINSTALL_KEYS}\${KEY}" "InstallLocation"
VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${PRODUCT}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${PRODUCT} set-up"
VIAddVersionKey "LegalCopyright" "MIT License"
!ifdef SIGN
  !finalize `${SIGN} "%1"` = 0
  !uninstfinalize `${SIGN} "%1"` = 0
!endif

!define MUI_ICON "../station.ico"
!define MUI_UNICON "../station.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "side.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "side.bmp"
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_ABORTWARNING
!ifdef SIGN
  !define MUI_WELCOMEPAGE_TEXT "$(WELCOME)"
!else
  !define MUI_WELCOMEPAGE_TEXT "$(WELCOME)$\r$\n$\r$\n$(UNSIGNED)"
!endif
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE folderChosen
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\station.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!include "english.nsh"
!include "german.nsh"
!include "programs.nsh"

Var Earlier ; where it is installed already, if anywhere

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 7
    Quit
  ${EndIf}
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "${KEY}-set-up") p .r1 ?e' ; it is held until this set-up ends
  Pop $0
  ${If} $0 = ${ALREADY_EXISTS} ; who waits for a large set-up may start it twice: both would unpack into the same folder
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(TWICE)" /SD IDOK
    SetErrorLevel 8
    Quit
  ${EndIf}
  ReadRegStr $Earlier HKCU "${UNINSTALL_KEYS}\${KEY}" "InstallLocation"
  ${If} ${FileExists} "$DESKTOP\${PRODUCT}.lnk"
    Call wantDesktop
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DESKTOP" $1
  ${IfNot} ${Errors}
    Call wantDesktop
  ${EndIf}
FunctionEnd

; A folder that holds something else is not taken: the program gets a folder of its own in it.
Function folderChosen
  Call isForeign
  Pop $0
  ${If} $0 == 1
    StrCpy $INSTDIR "$INSTDIR\${PRODUCT}"
    Call isForeign
    Pop $0
    ${If} $0 == 1
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(FOREIGN)"
    ${Else}
      MessageBox MB_OK|MB_ICONINFORMATION "$(OWN_FOLDER)"
    ${EndIf}
    SendMessage $mui.DirectoryPage.Directory ${WM_SETTEXT} 0 "STR:$INSTDIR"
    Abort
  ${EndIf}
  Call expectShort
FunctionEnd

Section "!$(PROGRAM)" PROGRAM
  SectionIn RO
  StrCpy $Here $INSTDIR
  Call isForeign
  Pop $0
  ${If} $0 == 1
    SetErrorLevel 4
    MessageBox MB_OK|MB_ICONSTOP "$(FOREIGN)" /SD IDOK
    Quit
  ${EndIf}
  Call expectShort
  Call expectStopped
  ${If} $Earlier != ""
  ${AndIf} $Earlier != $INSTDIR
    StrCpy $Here $Earlier
    Call expectStopped
    StrCpy $Here $INSTDIR
  ${EndIf}
  ; All is unpacked beside the old program first: a disk that is full leaves that as it was.
  RMDir /r "${INCOMING}"
  ClearErrors
  SetOutPath "${INCOMING}"
  File /r "${DIST}/*"
  File "/oname=${LIST}" "${FILES}"
  ${If} ${Errors}
    SetOutPath $TEMP
    RMDir /r "${INCOMING}"
    SetErrorLevel 2
    Abort "$(NOT_WRITTEN)"
  ${EndIf}
  SetOutPath $TEMP
  Call removeProgram
  Pop $0
  ${If} $0 != ""
    RMDir /r "${INCOMING}"
    StrCpy $1 $0
    SetErrorLevel 6
    MessageBox MB_OK|MB_ICONSTOP "$(HELD)" /SD IDOK
    Quit
  ${EndIf}
  Call moveIn
  Pop $0
  ${If} $0 != ""
    StrCpy $1 $0
    SetErrorLevel 6
    MessageBox MB_OK|MB_ICONSTOP "$(HELD)" /SD IDOK
    Quit
  ${EndIf}
  RMDir /r "${INCOMING}"
  ${If} $Earlier != ""
  ${AndIf} $Earlier != $INSTDIR
    StrCpy $Here $Earlier ; it has moved
    Call removeProgram
    Pop $0
    Delete "$Earlier\uninstall.exe"
    RMDir $Earlier
    StrCpy $Here $INSTDIR
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"
  SetOutPath $DOCUMENTS ; the program starts there
  CreateShortcut "$SMPROGRAMS\${PRODUCT}.lnk" "$INSTDIR\station.exe" "" "$INSTDIR\station.exe" 0
  SetOutPath $TEMP
  WriteRegStr HKCU "${UNINSTALL_KEYS}\${KEY}" "DisplayName" "${PRODUCT}"
  WriteRegStr HKCU "${UNINSTALL_KEYS}\${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEYS}\${KEY}" "DisplayIcon" "$INSTDIR\station.exe,0"
  WriteRegStr HKCU "${UNINSTALL_KEYS}\${KEY}" "Publisher" "Seam Station"
  WriteRegStr HKCU "${UNINSTALL_KEYS}\${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEYS}\${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEYS}\${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEYS}\${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEYS}\${KEY}" "NoRepair" 1
  SectionGetSize ${PROGRAM} $0
  WriteRegDWORD HKCU "${UNINSTALL_KEYS}\${KEY}" "EstimatedSize" $0
SectionEnd

Section /o "$(DESKTOP_ICON)" DESKTOP
  SetOutPath $DOCUMENTS
  CreateShortcut "$DESKTOP\${PRODUCT}.lnk" "$INSTDIR\station.exe" "" "$INSTDIR\station.exe" 0
  SetOutPath $TEMP
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${PROGRAM} "$(PROGRAM_TOLD)"
  !insertmacro MUI_DESCRIPTION_TEXT ${DESKTOP} "$(DESKTOP_TOLD)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Function wantDesktop
  SectionSetFlags ${DESKTOP} ${SF_SELECTED}
FunctionEnd

; Pushes 1 where the folder holds something and no program of this edition.
Function isForeign
  ${If} $INSTDIR == "${OWN_FOLDER}" ; whatever an uninstaller left there, it is the program's by its name
    Push 0
    Return
  ${EndIf}
  ${If} $INSTDIR == $Earlier
  ${AndIf} ${FileExists} "$INSTDIR\station.exe" ; its list may have been lost
    Push 0
    Return
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\${LIST}"
    FileOpen $1 "$INSTDIR\${LIST}" r
    FileReadUTF16LE $1 $2
    FileClose $1
    ${If} $2 == "edition=${EDITION}$\r$\n"
      Push 0
      Return
    ${EndIf}
  ${EndIf}
  StrCpy $3 0
  FindFirst $1 $2 "$INSTDIR\*"
  ${DoWhile} $2 != ""
    ${If} $2 != "."
    ${AndIf} $2 != ".."
    ${AndIf} $2 != "station-incoming" ; of a set-up that was broken off
      StrCpy $3 1
    ${EndIf}
    FindNext $1 $2
  ${Loop}
  FindClose $1
  Push $3
FunctionEnd

; Windows takes paths of 259 characters; the longest file of the program is known.
Function expectShort
  StrLen $0 "${INCOMING}"
  IntOp $0 $0 + ${LONGEST}
  ${If} $0 > 258
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(TOO_LONG)" /SD IDOK
    ${If} ${Silent}
      SetErrorLevel 4
      Quit
    ${EndIf}
    Abort
  ${EndIf}
FunctionEnd

Function .onInstFailed
  SetOutPath $TEMP
  RMDir /r "${INCOMING}"
FunctionEnd

; Gives every file of the new program its place; pushes the first that could not have it.
Function moveIn
  CopyFiles /SILENT "${INCOMING}\${LIST}" "$INSTDIR\${LIST}" ; first: what is there is known, however this ends
  FileOpen $1 "${INCOMING}\${LIST}" r
  ${Do}
    ClearErrors
    FileReadUTF16LE $1 $2
    ${If} ${Errors}
      ${ExitDo}
    ${EndIf}
    Push $2
    Call named
    Pop $2
    StrCpy $3 $2 1 -1
    ${If} $2 != ""
    ${AndIf} $3 != "\"
      ${GetParent} "$INSTDIR\$2" $4
      CreateDirectory $4
      StrCpy $5 0
      ${Do}
        Delete "$INSTDIR\$2"
        ClearErrors
        Rename "${INCOMING}\$2" "$INSTDIR\$2"
        ${IfNot} ${Errors}
          ${ExitDo}
        ${EndIf}
        IntOp $5 $5 + 1
        ${If} $5 > 20
          FileClose $1
          Push "$INSTDIR\$2"
          Return
        ${EndIf}
        Sleep 250 ; a virus scanner looks at what is new
      ${Loop}
    ${EndIf}
  ${Loop}
  FileClose $1
  Push ""
FunctionEnd

Function un.onInit
  StrCpy $Here $INSTDIR
  ${IfNot} ${FileExists} "$INSTDIR\${LIST}"
    MessageBox MB_OK|MB_ICONSTOP "$(NO_LIST)" /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}
FunctionEnd

Section "Uninstall"
  SetOutPath $TEMP
  Call un.expectStopped
  Call un.removeProgram
  Pop $1
  ${If} $1 != ""
    SetErrorLevel 6
    MessageBox MB_OK|MB_ICONSTOP "$(HELD)" /SD IDOK
    Quit
  ${EndIf}
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${PRODUCT}.lnk"
  Delete "$DESKTOP\${PRODUCT}.lnk"
  DeleteRegKey HKCU "${UNINSTALL_KEYS}\${KEY}"
  Call un.settings
  ${If} ${FileExists} "$INSTDIR\*"
    MessageBox MB_OK|MB_ICONINFORMATION "$(STAYS)" /SD IDOK
  ${EndIf}
SectionEnd

; Settings, logs and cache go where somebody says so; journals of inspections are evidence and stay, as projects do.
Function un.settings
  ReadRegStr $0 HKCU "${UNINSTALL_KEYS}\${OTHER_KEY}" "InstallLocation"
  ${If} $0 != ""
    Return ; the other edition goes on using them
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/SETTINGS" $1
  ${If} ${Errors}
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(SETTINGS)" /SD IDNO IDYES remove
    Return
  ${EndIf}
  remove:
  StrCpy $0 "$LOCALAPPDATA\seam-station"
  Delete "$0\settings.json*"
  Delete "$0\window.json*"
  Delete "$0\pace.json*"
  RMDir /r "$0\Logs"
  RMDir /r "$0\Cache"
  RMDir "$0"
FunctionEnd
