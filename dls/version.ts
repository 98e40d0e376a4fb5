import manifest from '../package.json' with { type: 'json' };

/** The version of the whole product, from the one place that holds it. */
export const version: string = manifest.version;
