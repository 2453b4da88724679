; What the set-up and the uninstaller both do with the program's folder, $Here: see whether a program of it runs, close that, and
; delete what the list of its files names.

Var Here
Var Running ; the names of the programs of $Here that run, or nothing
Var Window ; the process of the window, or 0
Var Closing ; 0: nobody said so, 1: the windows are asked to close, 2: the rest is ended

!define SNAPSHOT_OF_PROCESSES 2
!define MAY_ASK_ITS_NAME 0x1000
!define MAY_END 1
!if "${NSIS_PTR_SIZE}" == 8
  !define PROCESS_SIZE 568
  !define PROCESS "i,i,i .r4,i,p,i,i,i,i,i,&w260 .r5"
!else
  !define PROCESS_SIZE 556
  !define PROCESS "i,i,i .r4,p,i,i,i,i,i,&w260 .r5"
!endif

!macro WITH_PROGRAMS un

; A line of the list as a path below the folder; nothing where it is none.
Function ${un}named
  Exch $R0
  Push $R1
  ${Do}
    StrCpy $R1 $R0 1 -1
    ${If} $R1 != "$\r"
    ${AndIf} $R1 != "$\n"
      ${ExitDo}
    ${EndIf}
    StrCpy $R0 $R0 -1
  ${LoopUntil} $R0 == ""
  StrCpy $R1 $R0 1
  ${If} $R1 == "\"
    StrCpy $R0 ""
  ${EndIf}
  StrCpy $R1 $R0 8
  ${If} $R1 == "edition="
  ${OrIf} $R1 == "version="
    StrCpy $R0 ""
  ${EndIf}
  System::Call 'shlwapi::StrStrW(w R0, w "..\") p .R1'
  ${If} $R1 P<> 0
    StrCpy $R0 ""
  ${EndIf}
  System::Call 'shlwapi::StrStrW(w R0, w ":") p .R1'
  ${If} $R1 P<> 0
    StrCpy $R0 ""
  ${EndIf}
  Pop $R1
  Exch $R0
FunctionEnd

; Deletes what the list in $Here names, folders where they are empty, and the list last; pushes the first file that would not go.
Function ${un}removeProgram
  ${IfNot} ${FileExists} "$Here\${LIST}"
    Push ""
    Return
  ${EndIf}
  StrCpy $3 ""
  FileOpen $1 "$Here\${LIST}" r
  ${Do}
    ClearErrors
    FileReadUTF16LE $1 $2
    ${If} ${Errors}
      ${ExitDo}
    ${EndIf}
    Push $2
    Call ${un}named
    Pop $2
    StrCpy $4 $2 1 -1
    ${If} $2 == ""
      ${Continue}
    ${EndIf}
    ${If} $4 == "\"
      RMDir "$Here\$2"
    ${Else}
      ClearErrors
      Delete "$Here\$2"
      ${If} ${Errors}
        StrCpy $3 "$Here\$2"
        ${ExitDo}
      ${EndIf}
    ${EndIf}
  ${Loop}
  FileClose $1
  ${If} $3 == ""
    Delete "$Here\${LIST}"
  ${EndIf}
  Push $3
FunctionEnd

; Goes through the processes: finds those of $Here, and does with them what $Closing says.
Function ${un}lookAtPrograms
  StrCpy $Running ""
  StrCpy $Window 0
  System::Call 'kernel32::GetLongPathNameW(w "$Here", w .r9, i ${NSIS_MAX_STRLEN})'
  ${If} $9 == ""
    StrCpy $9 $Here
  ${EndIf}
  System::Call 'kernel32::CreateToolhelp32Snapshot(i ${SNAPSHOT_OF_PROCESSES}, i 0) p .r1'
  System::Alloc ${PROCESS_SIZE}
  Pop $2
  System::Call '*$2(i ${PROCESS_SIZE})'
  System::Call 'kernel32::Process32FirstW(p r1, p r2) i .r3'
  ${DoWhile} $3 <> 0
    System::Call '*$2(${PROCESS})'
    ${If} $5 == "station.exe"
    ${OrIf} $5 == "station-worker.exe"
    ${OrIf} $5 == "station-cli.exe"
      Call ${un}lookAtOne
    ${EndIf}
    System::Call 'kernel32::Process32NextW(p r1, p r2) i .r3'
  ${Loop}
  System::Free $2
  System::Call 'kernel32::CloseHandle(p r1)'
  ; Another person's, or one that must not be asked: it holds its own file.
  ${If} $Running == ""
    Push "station.exe"
    Call ${un}isHeld
    Push "station-worker.exe"
    Call ${un}isHeld
    Push "station-cli.exe"
    Call ${un}isHeld
  ${EndIf}
FunctionEnd

Function ${un}isHeld
  Pop $1
  ${If} ${FileExists} "$Here\$1"
    ClearErrors
    FileOpen $2 "$Here\$1" a
    ${If} ${Errors}
      StrCpy $Running $1
    ${Else}
      FileClose $2
    ${EndIf}
  ${EndIf}
FunctionEnd

; The process $4, by the name $5: of the folder $9, or of another.
Function ${un}lookAtOne
  StrCpy $6 0
  IntOp $7 ${MAY_ASK_ITS_NAME} | ${MAY_END}
  System::Call 'kernel32::OpenProcess(i r7, i 0, i r4) p .r6'
  ${If} $6 P= 0
    System::Call 'kernel32::OpenProcess(i ${MAY_ASK_ITS_NAME}, i 0, i r4) p .r6'
  ${EndIf}
  ${If} $6 P= 0
    Return
  ${EndIf}
  StrCpy $8 ""
  System::Call 'kernel32::QueryFullProcessImageNameW(p r6, i 0, w .r8, *i ${NSIS_MAX_STRLEN})'
  ${If} $8 == "$9\$5"
  ${OrIf} $8 == "$Here\$5"
    StrCpy $Running $5
    ${If} $5 == "station.exe"
      StrCpy $Window $4
      ${If} $Closing = 1
        Call ${un}askToClose
      ${EndIf}
    ${ElseIf} $Closing = 2
      System::Call 'kernel32::TerminateProcess(p r6, i 1)'
    ${EndIf}
  ${EndIf}
  System::Call 'kernel32::CloseHandle(p r6)'
FunctionEnd

; Asks each window of the process $4 to close, as a click on its cross does: it may ask what is to become of a recording.
Function ${un}askToClose
  Push $0
  Push $1
  Push $2
  StrCpy $0 0
  ${Do}
    System::Call 'user32::FindWindowExW(p 0, p r0, p 0, p 0) p .r0'
    ${If} $0 P= 0
      ${ExitDo}
    ${EndIf}
    System::Call 'user32::GetWindowThreadProcessId(p r0, *i .r1)'
    System::Call 'user32::IsWindowVisible(p r0) i .r2'
    ${If} $1 = $4
    ${AndIf} $2 <> 0
      System::Call 'user32::PostMessageW(p r0, i ${WM_CLOSE}, p 0, p 0)'
    ${EndIf}
  ${Loop}
  Pop $2
  Pop $1
  Pop $0
FunctionEnd

; Asks the window to close and waits a minute for it; then ends what has no window: workers, and commands in a console.
Function ${un}close
  DetailPrint "$(CLOSING)"
  StrCpy $Closing 1
  Call ${un}lookAtPrograms
  StrCpy $Closing 0
  StrCpy $0 0
  ${DoWhile} $0 < 240
    Call ${un}lookAtPrograms
    ${If} $Running == ""
      ${ExitDo}
    ${EndIf}
    ${If} $Window = 0
    ${AndIf} $0 < 220 ; the window is gone, or there was none: five seconds more for the others
      StrCpy $0 220
    ${EndIf}
    Sleep 250
    IntOp $0 $0 + 1
  ${Loop}
  ${If} $Window = 0
  ${AndIf} $Running != ""
    StrCpy $Closing 2
    Call ${un}lookAtPrograms
    StrCpy $Closing 0
    Sleep 1000
    Call ${un}lookAtPrograms
  ${EndIf}
FunctionEnd

; Goes on once no program of $Here runs; nothing has been changed before.
Function ${un}expectStopped
  ${Do}
    StrCpy $Closing 0
    Call ${un}lookAtPrograms
    ${If} $Running == ""
      Return
    ${EndIf}
    ${If} ${Silent}
      ${GetParameters} $0
      ClearErrors
      ${GetOptions} $0 "/CLOSE" $1
      ${IfNot} ${Errors}
        Call ${un}close
      ${EndIf}
      ${If} $Running != ""
        SetErrorLevel 3
        Quit
      ${EndIf}
      Return
    ${EndIf}
    MessageBox MB_YESNOCANCEL|MB_ICONEXCLAMATION "$(IS_RUNNING)" IDYES close IDNO again
    SetErrorLevel 3
    Abort "$(WAS_RUNNING)"
    close:
    Call ${un}close
    again:
  ${Loop}
FunctionEnd

!macroend
!insertmacro WITH_PROGRAMS ""
!insertmacro WITH_PROGRAMS "un."
