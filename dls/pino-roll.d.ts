/** The package has no types of its own: the part of it that is used here. */
declare module 'pino-roll' {
  import type { DestinationStream } from 'pino';

  type Options = {
    readonly file: string;
    readonly extension?: string;
    readonly size?: string;
    readonly limit?: { readonly count: number };
    readonly mkdir?: boolean;
  };
  type Stream = DestinationStream & { on(event: 'error', listener: (error: Error) => void): void };
  const roll: (options: Options) => Promise<Stream>;
  export default roll;
}
