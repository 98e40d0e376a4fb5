const kept = 'causeway-setup-token';

/** The one-time right of the set-up link, which stands behind its `#`, where no server and no log sees it. */
let token: string | null = null;

/** Takes the token out of the address, so that it is in no history; it lives as long as this window. */
export function takeSetupToken(): void {
  const given = new URLSearchParams(window.location.hash.slice(1)).get('token');
  if (given !== null && given !== '') {
    sessionStorage.setItem(kept, given);
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
  }
  token = sessionStorage.getItem(kept);
}

export const setupToken = (): string | null => token;

/** After set-up the token is good for nothing. */
export function dropSetupToken(): void {
  sessionStorage.removeItem(kept);
  token = null;
}
