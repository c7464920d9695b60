; The installer for Windows: for one user, without an administrator.
; Made by: makensis -DVERSION=0.1.0 -DNUMBERS=0.1.0.0 -DFOLDER=... -DICON=... -DLICENCE=... -DTARGET=... srdesk.nsi
; /S installs without a question, /D=FOLDER elsewhere. Settings, models and journals of the user are never touched.

Target amd64-unicode
Unicode true
SetCompressor /SOLID ${COMPRESSION}
!if ${COMPRESSION} == lzma
    SetCompressorDictSize 64
!endif

!include MUI2.nsh
!include FileFunc.nsh

!define CLASSES "Software\Classes"
!define PROGRAM "srdesk-gui.exe"
!define REMOVAL "Software\Microsoft\Windows\CurrentVersion\Uninstall\srdesk"
!define PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"

Name "srdesk"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\srdesk"
InstallDirRegKey HKCU "${REMOVAL}" "InstallLocation"
RequestExecutionLevel user
ManifestLongPathAware true
ManifestSupportedOS Win10
BrandingText "srdesk ${VERSION}"

VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "srdesk"
VIAddVersionKey FileDescription "srdesk"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey LegalCopyright "MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English
!insertmacro MUI_LANGUAGE SimpChinese
!insertmacro MUI_LANGUAGE German

LangString PHOTO ${LANG_ENGLISH} "Photo"
LangString PHOTO ${LANG_SIMPCHINESE} "照片"
LangString PHOTO ${LANG_GERMAN} "Foto"
LangString RUNS ${LANG_ENGLISH} "srdesk is running. Close it, then try again."
LangString RUNS ${LANG_SIMPCHINESE} "srdesk 正在运行。请先关闭它，然后重试。"
LangString RUNS ${LANG_GERMAN} "srdesk läuft. Schließen Sie es und versuchen Sie es dann noch einmal."
LangString TAKEN ${LANG_ENGLISH} "This folder holds something else. Choose an empty one."
LangString TAKEN ${LANG_SIMPCHINESE} "此文件夹中有其他内容。请选择一个空文件夹。"
LangString TAKEN ${LANG_GERMAN} "In diesem Ordner liegt etwas anderes. Wählen Sie einen leeren."

; A program that runs cannot be written: nothing is replaced under it. Ends the silent installer with 3.
!macro STOP_WHERE_IT_RUNS
    ${If} ${FileExists} "$INSTDIR\lib\python311.dll"
        again:
        ClearErrors
        FileOpen $0 "$INSTDIR\lib\python311.dll" a
        ${If} ${Errors}
            MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNS)" /SD IDCANCEL IDRETRY again
            SetErrorLevel 3
            Abort
        ${EndIf}
        FileClose $0
    ${EndIf}
!macroend

; What the installer put there. Only those names: the folder may hold files of the user's too.
!macro REMOVE_FILES
    Delete "$INSTDIR\srdesk.exe"
    Delete "$INSTDIR\${PROGRAM}"
    RMDir /r "$INSTDIR\lib"
!macroend

!macro OPENS EXTENSION
    WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}\SupportedTypes" "${EXTENSION}" ""
    WriteRegNone HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "srdesk.photo"
!macroend

!macro OPENS_NOT EXTENSION
    DeleteRegValue HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "srdesk.photo"
    DeleteRegKey /ifempty HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids"
    DeleteRegKey /ifempty HKCU "${CLASSES}\${EXTENSION}"
!macroend

!macro EVERY_PICTURE DO
    !insertmacro ${DO} .apng
    !insertmacro ${DO} .avif
    !insertmacro ${DO} .bmp
    !insertmacro ${DO} .dib
    !insertmacro ${DO} .gif
    !insertmacro ${DO} .heic
    !insertmacro ${DO} .heif
    !insertmacro ${DO} .hif
    !insertmacro ${DO} .jfif
    !insertmacro ${DO} .jpe
    !insertmacro ${DO} .jpeg
    !insertmacro ${DO} .jpg
    !insertmacro ${DO} .mpo
    !insertmacro ${DO} .png
    !insertmacro ${DO} .tif
    !insertmacro ${DO} .tiff
    !insertmacro ${DO} .webp
!macroend

Section
    ; A folder lib that came from elsewhere is not ours to replace.
    ${If} ${FileExists} "$INSTDIR\lib\*.*"
    ${AndIfNot} ${FileExists} "$INSTDIR\srdesk.exe"
        MessageBox MB_OK|MB_ICONSTOP "$(TAKEN)" /SD IDOK
        SetErrorLevel 4
        Abort
    ${EndIf}
    !insertmacro STOP_WHERE_IT_RUNS
    !insertmacro REMOVE_FILES
    SetOutPath "$INSTDIR"
    File /r "${FOLDER}/*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortCut "$SMPROGRAMS\srdesk.lnk" "$INSTDIR\${PROGRAM}"

    WriteRegStr HKCU "${PATHS}\srdesk.exe" "" "$INSTDIR\srdesk.exe"
    WriteRegStr HKCU "${PATHS}\${PROGRAM}" "" "$INSTDIR\${PROGRAM}"
    WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}" "FriendlyAppName" "srdesk"
    WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
    WriteRegStr HKCU "${CLASSES}\srdesk.photo" "" "$(PHOTO)"
    WriteRegStr HKCU "${CLASSES}\srdesk.photo\DefaultIcon" "" '"$INSTDIR\${PROGRAM}",0'
    WriteRegStr HKCU "${CLASSES}\srdesk.photo\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
    !insertmacro EVERY_PICTURE OPENS

    WriteRegStr HKCU "${REMOVAL}" "DisplayName" "srdesk"
    WriteRegStr HKCU "${REMOVAL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${REMOVAL}" "DisplayIcon" '"$INSTDIR\${PROGRAM}",0'
    WriteRegStr HKCU "${REMOVAL}" "Publisher" "srdesk"
    WriteRegStr HKCU "${REMOVAL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${REMOVAL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${REMOVAL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${REMOVAL}" "NoModify" 1
    WriteRegDWORD HKCU "${REMOVAL}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegDWORD HKCU "${REMOVAL}" "EstimatedSize" $0
    ${RefreshShellIcons}
SectionEnd

Section Uninstall
    !insertmacro STOP_WHERE_IT_RUNS
    !insertmacro REMOVE_FILES
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\srdesk.lnk"
    !insertmacro EVERY_PICTURE OPENS_NOT
    DeleteRegKey HKCU "${CLASSES}\srdesk.photo"
    DeleteRegKey HKCU "${CLASSES}\Applications\${PROGRAM}"
    DeleteRegKey HKCU "${PATHS}\srdesk.exe"
    DeleteRegKey HKCU "${PATHS}\${PROGRAM}"
    DeleteRegKey HKCU "${REMOVAL}"
    ${RefreshShellIcons}
SectionEnd
