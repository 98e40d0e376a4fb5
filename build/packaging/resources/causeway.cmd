@echo off
rem The command of an installed Causeway: its own Node runs its own program.
"%~dp0..\node\node.exe" "%~dp0..\server\causeway.js" %*
