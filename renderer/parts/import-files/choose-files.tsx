import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/session.ts';
import { offerFiles } from './incoming.ts';

type Props = { readonly variant?: 'default' | 'filled' };

/** A button that asks for files and opens their preview; only for who may import them. */
export function ChooseFiles({ variant = 'filled' }: Props) {
  const { t } = useTranslation();
  const mayImport = useMay('operator');
  if (!mayImport) return null;
  return (
    <FileButton multiple onChange={offerFiles}>
      {(props) => (
        <Button variant={variant} leftSection={<IconFileImport size={16} aria-hidden />} {...props}>
          {t('importing.choose')}
        </Button>
      )}
    </FileButton>
  );
}
