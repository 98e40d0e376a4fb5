/** What the shell itself says; the pages have their own texts. */
export const en = {
  appName: 'Causeway',
  open: 'Open Causeway',
  quit: 'Quit',
  startAtLogin: 'Start at login',
  pauseSeats: 'Pause new seats',
  seatsPaused: 'New seats are paused',
  seatsUnchanged:
    'New seats are as they were: the license server did not take the change. Open Causeway to see how it is.',
  openFile: 'Import files …',
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  help: 'Help',
  openLogs: 'Open log folder',
  about: 'About Causeway',
  travellingFiles: 'Causeway files',
  allFiles: 'All files',
  serverRuns: 'The license server runs',
  serverStarts: 'The license server is starting',
  serverLost: 'The license server does not answer',
  needsAttention: 'Something needs attention',
  serverRestarted: 'The license server stopped unexpectedly and was started again. The log folder has the reason.',
  serverFailed: 'The license server cannot be kept running',
  serverFailedText:
    'It ended {count} times in a row. Devices go on working with the leases they hold. Look into the log folder, then try again.',
  serverRefused: 'The license server could not be started',
  tryAgain: 'Try again',
  serviceSilent: 'The license server of this machine does not run',
  serviceSilentText:
    'It is installed as a system service, which is stopped. Start it as an administrator ("causeway service status" tells how), then try again.',
  quitTitle: 'Devices will lose the license server',
  quitText:
    'This app runs the license server. When it quits, devices go on working with the leases they hold and get no new ones until it runs again. Close the window instead to keep it running.',
  keepRunning: 'Keep running',
  staysTitle: 'Causeway goes on running',
  staysText: 'Devices are served. Open the window again from the tray, or start Causeway once more.',
  stick: '{name} was put in',
  stickFiles: 'It carries {count} files for this site. Open Causeway to import them.',
  stickFile: 'It carries a file for this site. Open Causeway to import it.',
  notHere: 'This drive is not there any more. Put it in again.',
  full: 'The drive has {free} bytes free and the file needs {needed}. Make room or take another one.',
  busyDrive: 'The drive is in use and could not be ejected: {reason}. Close what uses it, then try again.',
  tooLarge: 'A file is larger than 64 MiB, which no file of Causeway is.',
} as const;

export type Texts = { readonly [Key in keyof typeof en]: string };
