import type { Cookie } from 'playwright-core';
import { theBrowser } from './app.ts';

type SetCookie = Pick<Cookie, 'name' | 'value' | 'httpOnly' | 'secure'> & { readonly url: string };

/** Handlers that main sets are kept, so that tests can ask them what Chromium would. */
class Session {
  permissionRequest: ((contents: unknown, permission: string, answer: (granted: boolean) => void) => void) | null =
    null;
  permissionCheck: ((contents: unknown, permission: string) => boolean) | null = null;

  cookies = {
    set: async ({ url, name, value, httpOnly, secure }: SetCookie): Promise<void> => {
      const domain = new URL(url).hostname;
      const cookie = { name, value, domain, path: '/', httpOnly, secure, sameSite: 'Strict' as const };
      await theBrowser().contexts()[0]?.addCookies([cookie]);
    },
  };

  setPermissionRequestHandler(handler: Session['permissionRequest']): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: Session['permissionCheck']): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(): void {}
  setCertificateVerifyProc(): void {}
}

export const session = { defaultSession: new Session() };
