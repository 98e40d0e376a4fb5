import type { Texts } from './en.ts';

export const de: Texts = {
  appName: 'Causeway',
  open: 'Causeway öffnen',
  quit: 'Beenden',
  startAtLogin: 'Bei der Anmeldung starten',
  pauseSeats: 'Neue Plätze anhalten',
  seatsPaused: 'Neue Plätze sind angehalten',
  seatsUnchanged:
    'Mit neuen Plätzen ist es, wie es war: Der Lizenzserver hat die Änderung nicht angenommen. Öffnen Sie Causeway und sehen Sie nach.',
  openFile: 'Dateien importieren …',
  file: 'Datei',
  edit: 'Bearbeiten',
  view: 'Ansicht',
  window: 'Fenster',
  help: 'Hilfe',
  openLogs: 'Protokollordner öffnen',
  about: 'Über Causeway',
  travellingFiles: 'Causeway-Dateien',
  allFiles: 'Alle Dateien',
  serverRuns: 'Der Lizenzserver läuft',
  serverStarts: 'Der Lizenzserver startet',
  serverLost: 'Der Lizenzserver antwortet nicht',
  needsAttention: 'Etwas braucht Aufmerksamkeit',
  serverRestarted: 'Der Lizenzserver endete unerwartet und wurde neu gestartet. Der Protokollordner nennt den Grund.',
  serverFailed: 'Der Lizenzserver läuft nicht dauerhaft',
  serverFailedText:
    'Er endete {count} Mal hintereinander. Geräte arbeiten mit ihren Leases weiter. Sehen Sie in den Protokollordner und versuchen Sie es erneut.',
  serverRefused: 'Der Lizenzserver konnte nicht gestartet werden',
  tryAgain: 'Erneut versuchen',
  serviceSilent: 'Der Lizenzserver dieses Rechners läuft nicht',
  serviceSilentText:
    'Er ist als Systemdienst eingerichtet, der angehalten ist. Starten Sie ihn als Administrator ("causeway service status" sagt, wie) und versuchen Sie es erneut.',
  quitTitle: 'Geräte verlieren den Lizenzserver',
  quitText:
    'Diese App betreibt den Lizenzserver. Wird sie beendet, arbeiten Geräte mit ihren Leases weiter und bekommen keine neuen, bis sie wieder läuft. Schließen Sie stattdessen das Fenster, damit sie weiterläuft.',
  keepRunning: 'Weiterlaufen lassen',
  staysTitle: 'Causeway läuft weiter',
  staysText: 'Geräte werden bedient. Das Fenster öffnet sich wieder über das Symbol oder durch erneutes Starten.',
  stick: '{name} wurde eingesteckt',
  stickFiles: 'Darauf liegen {count} Dateien für diesen Standort. Öffnen Sie Causeway, um sie zu importieren.',
  stickFile: 'Darauf liegt eine Datei für diesen Standort. Öffnen Sie Causeway, um sie zu importieren.',
  notHere: 'Dieses Laufwerk ist nicht mehr da. Stecken Sie es wieder ein.',
  full: 'Auf dem Laufwerk sind {free} Bytes frei, die Datei braucht {needed}. Schaffen Sie Platz oder nehmen Sie ein anderes.',
  busyDrive:
    'Das Laufwerk wird benutzt und ließ sich nicht auswerfen: {reason}. Schließen Sie, was es benutzt, und versuchen Sie es erneut.',
  tooLarge: 'Eine Datei ist größer als 64 MiB; so groß ist keine Datei von Causeway.',
};
