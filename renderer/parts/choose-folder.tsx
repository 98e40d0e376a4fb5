import { Button } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOfDesktop, desktop } from '../api/desktop.ts';
import { tellFailed } from './tell-failed.tsx';

type Props = {
  /** What the folder is for, as it stands in "Choose … for …". */
  readonly what: string;
  readonly onChosen: (folder: string) => void;
};

/** The system's dialog for a folder of this machine, beside a field for its path; only the desktop app has it. */
export function ChooseFolder({ what, onChosen }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (desktop === null) return null;
  const app = desktop;
  const ask = async (): Promise<void> => {
    setOpen(true);
    try {
      const folder = await answerOfDesktop(app.chooseFolder({}));
      if (folder !== null) onChosen(folder);
    } catch (error) {
      tellFailed(error);
    } finally {
      setOpen(false);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<IconFolderOpen size={16} aria-hidden />}
      loading={isOpen}
      aria-label={t('parts.chooseFolderFor', { what })}
      onClick={() => void ask()}
    >
      {t('parts.chooseFolder')}
    </Button>
  );
}
