import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { Texts } from '../text/en.ts';

/** How things stand, as the tray tells it. */
export type Standing = {
  readonly state: 'starting' | 'ok' | 'warning' | 'critical' | 'lost';
  /** Null: that is not known here, and cannot be changed from here. */
  readonly newSeatsPaused: boolean | null;
};

export type TrayActions = {
  readonly open: () => void;
  readonly quit: () => void;
  readonly pauseNewSeats: (paused: boolean) => void;
  readonly atLogin: { readonly enabled: () => boolean; readonly change: (enabled: boolean) => void };
};

export type AppTray = {
  show(standing: Standing): void;
  /** What is not of the server changed. */
  showAgain(): void;
};

/** The icon beside the clock; null where the desktop has no place for it. */
export function openTray(icon: string, texts: Texts, actions: TrayActions): AppTray | null {
  let tray: Tray;
  try {
    tray = new Tray(nativeImage.createFromPath(icon));
  } catch {
    return null;
  }
  tray.on('click', actions.open);
  let shown: Standing = { state: 'starting', newSeatsPaused: null };
  const show = (standing: Standing): void => {
    shown = standing;
    const { state, newSeatsPaused } = standing;
    const said = newSeatsPaused === true ? [texts[sentences[state]], texts.seatsPaused] : [texts[sentences[state]]];
    tray.setToolTip(`${texts.appName}: ${said.join('. ')}`);
    // A system ticks what is clicked; it shows what is so again, until the server says that it changed.
    const pause = (paused: boolean): void => {
      show(shown);
      actions.pauseNewSeats(paused);
    };
    tray.setContextMenu(
      Menu.buildFromTemplate([
        ...said.map((label) => ({ label, enabled: false })),
        { type: 'separator' },
        { label: texts.open, click: actions.open },
        ...(newSeatsPaused === null ? [] : [toggle(texts.pauseSeats, newSeatsPaused, pause)]),
        toggle(texts.startAtLogin, actions.atLogin.enabled(), actions.atLogin.change),
        { type: 'separator' },
        { label: texts.quit, click: actions.quit },
      ]),
    );
  };
  return { show, showAgain: () => show(shown) };
}

function toggle(label: string, checked: boolean, change: (checked: boolean) => void): MenuItemConstructorOptions {
  return { label, type: 'checkbox', checked, click: (item) => change(item.checked) };
}

const sentences = {
  starting: 'serverStarts',
  ok: 'serverRuns',
  warning: 'needsAttention',
  critical: 'needsAttention',
  lost: 'serverLost',
} as const satisfies Record<Standing['state'], keyof Texts>;
