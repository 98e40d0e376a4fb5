import { useEffect } from 'react';
import { answerOfDesktop, desktop, toFile } from '../../api/desktop.ts';
import { tellFailed } from '../tell-failed.tsx';
import { offerFiles } from './incoming.ts';

/** Files that were opened with the desktop app, or lie on a stick that was put in, are looked at like dropped ones. */
export function useDesktopFiles(): void {
  useEffect(() => {
    if (desktop === null) return undefined;
    const end = desktop.on('files', ({ files }) => offerFiles(files.map(toFile)));
    answerOfDesktop(desktop.takeFiles({})).then((files) => offerFiles(files.map(toFile)), tellFailed);
    return end;
  }, []);
}
