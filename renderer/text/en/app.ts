/** The shell around the pages. */
export const app = {
  name: 'Causeway',
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
  forgotten: 'Password forgotten? On the machine that runs Causeway: causeway reset-password',
  notSetUp: 'This site is not set up yet.',
  notSetUpNext:
    'Open the set-up link that the server wrote when it started. A new one is written whenever the server starts again.',
} as const;
