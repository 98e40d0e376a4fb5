import { nodeFlags } from '../../dls/node-flags.ts';

/** What a service runs, and on which site. */
export type ServicePlan = {
  /** Node and the program of the commands, by their full paths. */
  readonly program: readonly [node: string, script: string];
  /** Data folder of the site. */
  readonly folder: string;
};

/** The command line of the service. */
export function commandOf({ program: [node, script], folder }: ServicePlan): readonly string[] {
  return [node, ...nodeFlags, script, 'serve', '--data-dir', folder];
}

/** Set for a service: members of the group of the data folder may command the server. */
export const GROUP_MAY_COMMAND = 'CAUSEWAY_GROUP_MAY_COMMAND';
