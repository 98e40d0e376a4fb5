import { useTranslation } from 'react-i18next';
import { answerOfDesktop, type CarriedFile, type Desktop, desktop } from '../api/desktop.ts';
import { ApiProblem, parseProblem } from '../api/problem.ts';
import { setupToken } from '../api/setup-token.ts';
import { useFormat } from './format.ts';
import { tellDone } from './tell-done.tsx';
import { tellFailed } from './tell-failed.tsx';

/** Hands files that are carried to the system's own dialog; null in a browser, which keeps what it loads. */
export function useSaveCarried(): ((read: () => Promise<readonly CarriedFile[]>) => Promise<boolean>) | null {
  const { t } = useTranslation();
  const format = useFormat();
  if (desktop === null) return null;
  const app = desktop;
  return async (read) => {
    try {
      const saved = await save(app, await read());
      if (saved !== null) tellDone(t('parts.savedAt', { path: saved.path, size: format.bytes(saved.bytes) }));
      return saved !== null;
    } catch (error) {
      tellFailed(error);
      return false;
    }
  };
}

type LinkProps = {
  readonly href: string;
  readonly download: string | true;
  readonly onClick?: (event: { preventDefault(): void }) => void;
};

/** Of a link to a file that is carried: a download in a browser, the system's dialog in the desktop app. */
export function useCarriedLink(): (href: string, name: string | null, onSaved?: () => void) => LinkProps {
  const saveCarried = useSaveCarried();
  return (href, name, onSaved) => ({
    href,
    download: name ?? true,
    onClick: (event) => {
      if (saveCarried === null) return onSaved?.();
      event.preventDefault();
      void saveCarried(async () => [await readAddress(href, name)]).then((isSaved) => {
        if (isSaved) onSaved?.();
      });
    },
  });
}

/** Null: the dialog was closed. One file gets its name there, several go into one folder. */
async function save(
  app: Desktop,
  files: readonly CarriedFile[],
): Promise<{ readonly path: string; readonly bytes: number } | null> {
  const [first, ...others] = files;
  if (first !== undefined && others.length === 0) return answerOfDesktop(app.saveFile(first));
  const saved = await answerOfDesktop(app.saveFiles({ files }));
  return saved === null ? null : { path: saved.folder, bytes: saved.bytes };
}

/** A file of the server, under the name that is given or that the server gives it. @throws ApiProblem */
async function readAddress(href: string, name: string | null): Promise<CarriedFile> {
  const token = setupToken();
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(href, { headers }).catch(() => {
    throw new ApiProblem('unreachable', {});
  });
  if (!answer.ok) throw parseProblem(await answer.json().catch(() => null));
  const [, given] = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '') ?? [];
  return { name: name ?? given ?? 'causeway', content: new Uint8Array(await answer.arrayBuffer()) };
}
