import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../../api/problem.ts';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { changeSettings, type Settings, settingsQuery } from '../../api/site.ts';
import { useCodeText } from '../../text/code-text.ts';
import type { Messages } from '../../text/messages.ts';
import { tellDone } from '../tell-done.tsx';
import { useEdits } from '../use-edits.ts';

/** One branch of the settings while somebody changes it: nothing is in force before it is saved as a whole. */
export type SettingsDraft = {
  /** Undefined while the settings are being read. */
  readonly value: <Value>(path: string) => Value | undefined;
  readonly set: (path: string, value: unknown) => void;
  /** Takes back what was typed for one path. */
  readonly forget: (path: string) => void;
  /** What the server says against the value of a path; null: nothing. */
  readonly wrong: (path: string) => string | null;
  /** A refusal that is about none of the fields that `paths` names, also of reading them; null: there is none. */
  readonly problemBeside: (paths: readonly string[]) => ApiProblem | null;
  /** Who is logged in may look, but not change. */
  readonly isReadOnly: boolean;
  readonly isDirty: boolean;
  /** Somebody else has changed what is being changed. */
  readonly isOvertaken: boolean;
  readonly isSaving: boolean;
  readonly save: () => Promise<boolean>;
  readonly discard: () => void;
};

type Changes = Readonly<Record<string, unknown>>;

/** @param branch the first step of every path, such as `backups`. @param said when it is saved. */
export function useSettingsDraft(branch: keyof Settings, said: 'saved' | 'savedNextStart' = 'saved'): SettingsDraft {
  const { t } = useTranslation();
  const { data, error: unread } = useQuery(settingsQuery);
  const { mutateAsync, isPending, error, reset } = useChange({
    run: changeSettings,
    touches: ['settings', 'status', 'alerts', 'backups'],
  });
  const sayWrong = useWrongText();
  const isReadOnly = !useMay('admin');
  const edits = useEdits((path) => at(data?.[branch], path));
  return {
    value: <Value>(path: string) => edits.value(path) as Value | undefined,
    set: (path, value) => {
      reset();
      edits.set(path, value);
    },
    forget: edits.forget,
    wrong: (path) => (error?.field === `${branch}.${path}` ? sayWrong(error) : null),
    problemBeside: (paths) =>
      error === null || paths.some((path) => error.field === `${branch}.${path}`) ? unread : error,
    isReadOnly,
    isDirty: edits.isDirty,
    isOvertaken: edits.isOvertaken && !isPending,
    isSaving: isPending,
    save: async () => {
      const saved = edits.changed;
      try {
        await mutateAsync({ [branch]: treeOf(saved) });
      } catch {
        return false;
      }
      edits.settle(saved);
      tellDone(t(`settings.${said}`));
      return true;
    },
    discard: () => {
      reset();
      edits.discard();
    },
  };
}

/** What a refusal says against a setting. The server's sentence may know more, but only in English, and may be general. */
function useWrongText(): (problem: ApiProblem) => string {
  const { t, i18n } = useTranslation();
  const codeText = useCodeText();
  return ({ code, field, message }) => {
    const isOwn = !message.includes(`field ${field}`);
    if (isOwn && i18n.language === 'en') return message;
    const { meaning, next } = codeText(code);
    if (code !== 'request_malformed') return `${meaning} ${next}`;
    const steps = (field ?? '').replace(/\[\d+\]/g, '').split('.');
    const names = [steps, [steps[0], steps.at(-1)]].map((path) => path.join('/'));
    const name = names.find((one): one is keyof Messages['settingWrong'] => i18n.exists(`settingWrong.${one}`));
    return name === undefined ? t('settings.notTaken') : t(`settingWrong.${name}`);
  };
}

function at(tree: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((branch, step) => (branch as Changes | undefined)?.[step], tree);
}

function treeOf(changes: Changes): Changes {
  const tree: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    const branch = steps.reduce<Record<string, unknown>>((inner, step) => {
      inner[step] ??= {};
      return inner[step] as Record<string, unknown>;
    }, tree);
    branch[last] = value;
  }
  return tree;
}
