import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/session.ts';
import { offerFiles } from './incoming.ts';

type Props = {
  readonly variant?: 'default' | 'filled';
  /** Makes room for their preview. */
  readonly onChosen?: () => void;
};

/** A button that asks for files and opens their preview; only for who may import them. */
export function ChooseFiles({ variant = 'filled', onChosen }: Props) {
  const { t } = useTranslation();
  const mayImport = useMay('operator');
  if (!mayImport) return null;
  const take = (files: File[]): void => {
    onChosen?.();
    offerFiles(files);
  };
  return (
    <FileButton multiple onChange={take}>
      {(props) => (
        <Button variant={variant} leftSection={<IconFileImport size={16} aria-hidden />} {...props}>
          {t('importing.choose')}
        </Button>
      )}
    </FileButton>
  );
}
