/** A file that a never-connected device hands over, `.cwdev`. */
export type OfflineFile = {
  /** One line of JSON, to be written to a file. */
  readonly text: string;
  /** The same for a QR code; null: too long, it goes by file. */
  readonly qr: string | null;
};
