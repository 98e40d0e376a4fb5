import { Button, List } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCarriedLink } from '../../parts/save-carried.ts';
import { StepFrame } from './step.tsx';

type Props = { readonly onSaved: () => void; readonly onNext: () => void };

export function ActivateStep({ onSaved, onNext }: Props) {
  const { t } = useTranslation();
  const carriedLink = useCarriedLink();
  return (
    <StepFrame
      title={t('setup.activate.title')}
      why={t('setup.activate.why')}
      actions={
        <>
          <Button
            component="a"
            {...carriedLink('/admin/v1/activation-request', null, onSaved)}
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('setup.activate.save')}
          </Button>
          <Button variant="default" onClick={onNext}>
            {t('setup.activate.next')}
          </Button>
        </>
      }
    >
      <List type="ordered" size="sm" spacing={4}>
        <List.Item>{t('setup.activate.first')}</List.Item>
        <List.Item>{t('setup.activate.second')}</List.Item>
        <List.Item>{t('setup.activate.third')}</List.Item>
      </List>
    </StepFrame>
  );
}
