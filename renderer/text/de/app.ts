import type { Messages } from '../messages.ts';

export const app: Messages['app'] = {
  unsaved: {
    title: { typed: 'Ohne Speichern verlassen?', recovery: 'Ohne den Wiederherstellungscode verlassen?' },
    what: {
      typed: 'Was Sie auf dieser Seite getippt haben, ist nicht gespeichert und geht dabei verloren.',
      recovery:
        'Der Code wird nur dieses eine Mal gezeigt, und Sie haben noch nicht bestätigt, dass Sie ihn auf Papier haben. Ohne ihn lässt sich keine Sicherung öffnen, die von jetzt an entsteht.',
    },
    stay: 'Bleiben',
    leave: { typed: 'Verlassen und verwerfen', recovery: 'Ohne ihn verlassen' },
  },
  name: 'Causeway',
  zone: 'Zeiten in {{zone}}',
  version: 'Version {{version}}',
  skip: 'Zur Seite springen',
  logout: 'Abmelden',
  menu: 'Menü',
  theme: 'Darstellung',
  themeAuto: 'Wie das System',
  themeLight: 'Hell',
  themeDark: 'Dunkel',
  contrast: 'Hoher Kontrast',
  language: 'Sprache',
  loggedInAs: 'Angemeldet als {{user}}',
  palette: 'Suchen',
  palettePrompt: 'Gerät, Code, Lizenzposten oder Seite',
  paletteNothing: 'Nichts dieses Namens. Versuchen Sie einen Teil davon.',
  palettePages: 'Seiten',
  paletteItems: 'Lizenzposten',
  paletteCodes: 'Handshake-Codes',
  paletteDevices: 'Geräte',
  away: 'Der Server antwortet nicht.',
  awayNext: 'Sie sehen den letzten bekannten Stand. Die Seite macht von selbst weiter, wenn der Server wieder da ist.',
  pageFailed: 'Diese Seite konnte nicht angezeigt werden.',
  reload: 'Seite neu laden',
  notFound: 'Unter dieser Adresse gibt es keine Seite.',
  toOverview: 'Zur Übersicht',
  navigation: 'Seiten',
};

export const nav: Messages['nav'] = {
  overview: 'Übersicht',
  licenses: 'Lizenzen',
  handshakes: 'Handshake-Codes',
  devices: 'Geräte',
  usage: 'Nutzung',
  denials: 'Ablehnungen',
  gap: 'Über den Damm',
  alerts: 'Warnungen',
  ledger: 'Hauptbuch',
  backups: 'Sicherungen',
  settings: 'Einstellungen',
  setup: 'Einrichtung',
};

export const login: Messages['login'] = {
  title: 'Anmelden',
  user: 'Benutzer',
  password: 'Passwort',
  submit: 'Anmelden',
  ended: 'Ihre Sitzung ist zu Ende: Melden Sie sich an, um weiterzumachen',
  forgotten: 'Passwort vergessen? Auf dem Rechner, auf dem Causeway läuft: causeway reset-password',
  notSetUp: 'Dieser Standort ist noch nicht eingerichtet.',
  notSetUpNext:
    'Öffnen Sie den Einrichtungslink, den der Server beim Start ausgegeben hat. Bei jedem Start gibt er einen neuen aus.',
};
