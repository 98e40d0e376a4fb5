import { useEffect, useState } from 'react';
import { answerOfDesktop, type Desktop, type Drive, desktop } from '../../api/desktop.ts';

/** Removable drives, as they come and go; null where the page does not stand in the desktop app. */
export function useDrives(): readonly Drive[] | null {
  const [drives, setDrives] = useState<readonly Drive[] | null>(desktop === null ? null : []);
  useEffect(() => (desktop === null ? undefined : watch(desktop, setDrives)), []);
  return drives;
}

function watch(app: Desktop, tell: (drives: readonly Drive[]) => void): () => void {
  let isWanted = true;
  // What comes and goes later is told by events; a list that cannot be read is an empty one.
  void answerOfDesktop(app.listDrives({})).then(
    (drives) => isWanted && tell(drives),
    () => undefined,
  );
  const end = app.on('drives', tell);
  return () => {
    isWanted = false;
    end();
  };
}
