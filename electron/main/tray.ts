import { Menu, nativeImage, Tray } from 'electron';
import type { Texts } from '../text/en.ts';

/** How things stand, as the tray tells it. */
export type TrayState = 'starting' | 'ok' | 'warning' | 'critical' | 'lost';

export type TrayActions = {
  readonly open: () => void;
  readonly quit: () => void;
  /** Null: this system has no such switch. */
  readonly atLogin: { readonly enabled: () => boolean; readonly change: (enabled: boolean) => void } | null;
};

export type AppTray = { show(state: TrayState): void };

/** The icon beside the clock; null where the desktop has no place for it. */
export function openTray(icon: string, texts: Texts, { open, quit, atLogin }: TrayActions): AppTray | null {
  let tray: Tray;
  try {
    tray = new Tray(nativeImage.createFromPath(icon));
  } catch {
    return null;
  }
  tray.on('click', open);
  return {
    show(state) {
      const sentence = sentences[state];
      const said = texts[sentence];
      tray.setToolTip(`${texts.appName}: ${said}`);
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: said, enabled: false },
          { type: 'separator' },
          { label: texts.open, click: open },
          ...(atLogin === null
            ? []
            : [
                {
                  label: texts.startAtLogin,
                  type: 'checkbox' as const,
                  checked: atLogin.enabled(),
                  click: ({ checked }: { readonly checked: boolean }) => atLogin.change(checked),
                },
              ]),
          { type: 'separator' },
          { label: texts.quit, click: quit },
        ]),
      );
    },
  };
}

const sentences = {
  starting: 'serverStarts',
  ok: 'serverRuns',
  warning: 'needsAttention',
  critical: 'needsAttention',
  lost: 'serverLost',
} as const satisfies Record<TrayState, keyof Texts>;
