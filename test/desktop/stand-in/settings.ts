/** What the test tells the stand-in about the machine that it stands in for. */
export type StandInSettings = {
  /** Of the Chromium whose pages are the windows. */
  readonly cdp: string;
  readonly appPath: string;
  readonly userData: string;
  readonly version: string;
  readonly locale: string;
  /** Scripts for the two worlds; `SECRET` and, in the second, `PRELOAD` are still to be given. */
  readonly worlds: { readonly page: string; readonly preload: string };
};

export const settings = JSON.parse(process.env.STAND_IN ?? '{}') as StandInSettings;
