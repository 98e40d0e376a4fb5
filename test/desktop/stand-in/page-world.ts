import { openWorldLink } from './world-link.ts';

declare const SECRET: string;

/** Runs in the page's own world before any script of it: what the preload exposes appears here, frozen. */
const link = openWorldLink(SECRET, 'page');

document.addEventListener(`${SECRET}:expose`, (event) => {
  const [name, text] = JSON.parse((event as CustomEvent<string>).detail) as [string, string];
  Object.defineProperty(window, name, {
    value: freeze(link.decode(text)),
    writable: false,
    configurable: false,
    enumerable: true,
  });
});

function freeze(value: unknown): unknown {
  if (value !== null && typeof value === 'object') {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
