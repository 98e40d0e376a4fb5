/** Made by the build out of the packages themselves (build/notices.ts). */
declare module '*/third-party.notices' {
  export const notices: readonly {
    readonly name: string;
    readonly version: string;
    /** An SPDX expression. */
    readonly license: string;
    /** '': the package brings none along. */
    readonly text: string;
  }[];
}
