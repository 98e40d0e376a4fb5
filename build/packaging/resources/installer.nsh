; An installation for all users brings the license server as a service, which comes back after a power cut with nobody
; logged in. One for a single user has none: its app hosts the server itself.

!macro customInit
  ; Files of a running server cannot be replaced.
  nsExec::Exec 'schtasks.exe /End /TN Causeway'
!macroend

!macro customInstall
  ${If} $installMode == "all"
    DetailPrint "Installing the license server as a service"
    nsExec::ExecToLog '"$INSTDIR\resources\bin\causeway.cmd" service install'
  ${EndIf}
!macroend

!macro customUnInstall
  ; An update takes the old version away first, and its service stays.
  ${IfNot} ${isUpdated}
  ${AndIf} $installMode == "all"
    nsExec::ExecToLog '"$INSTDIR\resources\bin\causeway.cmd" service uninstall'
  ${EndIf}
!macroend
