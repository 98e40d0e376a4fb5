/**
 * What a Node that runs a server is started with. V8 lets the young generation grow to 48 MB in each thread; a quarter of
 * that costs no throughput here. It can only be said at the start: what the running process can still change about it
 * makes garbage grow old, which takes more memory instead of less.
 */
export const nodeFlags: readonly string[] = ['--max-semi-space-size=4'];
