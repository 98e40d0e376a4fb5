import type { AnswerOf } from '../../contract.ts';

export type Drive = AnswerOf<'listDrives'>[number];

export type Command = readonly [program: string, ...args: readonly string[]];

/** A removable drive and how this system lets go of it; null: it needs nothing but that all was written. */
export type KnownDrive = Drive & { readonly eject: Command | null };

/** What is asked of the system. */
export type DriveEdges = {
  readonly run: (command: Command) => Promise<string>;
  readonly readText: (path: string) => Promise<string>;
  readonly listNames: (folder: string) => Promise<readonly string[]>;
  readonly realPath: (path: string) => Promise<string>;
  readonly exists: (path: string) => Promise<boolean>;
  readonly space: (path: string) => Promise<Pick<Drive, 'free' | 'size'>>;
  readonly isWritable: (path: string) => Promise<boolean>;
};

/** How the removable drives of a system are found. */
export type DriveFinder = {
  /** Changes when a drive comes or goes, and costs next to nothing. */
  sign(edges: DriveEdges): Promise<string>;
  list(edges: DriveEdges): Promise<readonly KnownDrive[]>;
};

/** Completes a drive by what the system says of its file system; null: it went away meanwhile. */
export async function completeDrive(
  edges: DriveEdges,
  { path, name, eject }: Pick<KnownDrive, 'path' | 'name' | 'eject'>,
): Promise<KnownDrive | null> {
  try {
    return { id: path, path, name, eject, ...(await edges.space(path)), writable: await edges.isWritable(path) };
  } catch {
    return null;
  }
}

export const areThere = (drives: readonly (KnownDrive | null)[]): readonly KnownDrive[] =>
  drives.filter((drive) => drive !== null);
