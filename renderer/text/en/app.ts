/** The shell around the pages. */
export const app = {
  unsaved: {
    title: { typed: 'Leave without saving?', recovery: 'Leave without the recovery code?' },
    what: {
      typed: 'What you typed on this page is not saved, and is lost when you leave.',
      recovery:
        'The code is shown this once, and you have not confirmed yet that you have it on paper. Without it no backup made from now on can be opened.',
    },
    stay: 'Stay',
    leave: { typed: 'Leave and lose it', recovery: 'Leave without it' },
  },
  name: 'Causeway',
  zone: 'Times in {{zone}}',
  version: 'Version {{version}}',
  skip: 'Skip to the page',
  logout: 'Log out',
  menu: 'Menu',
  theme: 'Theme',
  themeAuto: 'As the system',
  themeLight: 'Light',
  themeDark: 'Dark',
  contrast: 'High contrast',
  language: 'Language',
  loggedInAs: 'Logged in as {{user}}',
  palette: 'Search',
  palettePrompt: 'Device, code, item or page',
  paletteNothing: 'Nothing of that name. Try a part of it.',
  palettePages: 'Pages',
  paletteItems: 'License items',
  paletteCodes: 'Handshake codes',
  paletteDevices: 'Devices',
  away: 'The server does not answer.',
  awayNext: 'What you see is the last known state. The page goes on by itself when the server is back.',
  pageFailed: 'This page could not be shown.',
  reload: 'Load the page again',
  notFound: 'There is no page at this address.',
  toOverview: 'Go to the overview',
  navigation: 'Pages',
} as const;

export const nav = {
  overview: 'Overview',
  licenses: 'Licenses',
  handshakes: 'Handshake codes',
  devices: 'Devices',
  usage: 'Usage',
  denials: 'Denials',
  gap: 'Across the gap',
  alerts: 'Alerts',
  ledger: 'Ledger',
  backups: 'Backups',
  settings: 'Settings',
  setup: 'Set-up',
} as const;

export const login = {
  title: 'Log in',
  user: 'User',
  password: 'Password',
  submit: 'Log in',
  ended: 'Your session has ended: log in again to go on',
  forgotten: 'Password forgotten? On the machine that runs Causeway: causeway reset-password',
  notSetUp: 'This site is not set up yet.',
  notSetUpNext:
    'Open the set-up link that the server wrote when it started. A new one is written whenever the server starts again.',
} as const;
