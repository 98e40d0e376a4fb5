const nonce = document.querySelector('meta[name="style-nonce"]')?.getAttribute('content') ?? '';

declare global {
  /** Read by the part of the dialogs that stops the page behind them from scrolling. */
  var __webpack_nonce__: string | undefined;
}

globalThis.__webpack_nonce__ = nonce;

/** Under which this page may set styles that it makes itself. */
export const styleNonce = (): string => nonce;
