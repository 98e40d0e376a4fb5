import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { handshakeListQuery } from '../../api/handshakes.ts';
import { useMay } from '../../api/session.ts';
import { Dialog } from '../dialog.tsx';
import { FileRow } from './file-row.tsx';
import classes from './import-files.module.css';
import { forgetFiles } from './incoming.ts';
import type { LookedAt } from './look-into-files.ts';
import { isRight, useFileImport } from './use-file-import.ts';

type Props = { readonly files: readonly File[] };

/** What is in the files, what importing them would change, and the import. */
export function ImportDialog({ files }: Props) {
  return useMay('operator') ? <Preview files={files} /> : <NotAllowed />;
}

/** The server looks into no file for a viewer. */
function NotAllowed() {
  const { t } = useTranslation();
  return (
    <Dialog onClose={forgetFiles} title={t('importing.title')}>
      <Stack gap="md">
        <Text>{t('importing.notAllowed')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={forgetFiles} data-autofocus>
            {t('parts.close')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Preview({ files }: Props) {
  const { t } = useTranslation();
  const { looked, choices, choose, isLooking, isImporting, importAll } = useFileImport(files);
  const right = looked.filter(isRight).length;
  const isOver = !isLooking && !isImporting && right === 0;
  const isMixed = looked.some(({ state }) => state === 'refused');
  const isAlone = looked.length === 1;
  const licensing = looked.flatMap(({ result, state }) =>
    result?.kind === 'license' && state === 'ready' ? [result] : [],
  );
  const vendors = new Map(licensing.map(({ vendor, vendorName }) => [vendor, vendorName]));
  return (
    <Dialog onClose={forgetFiles} title={t('importing.title')} size="xl" isHeld={isImporting}>
      <Stack gap="md">
        <ul className={classes.files} aria-label={t('importing.files')}>
          {looked.map((one) => (
            <FileRow key={one.key} looked={one} isAlone={isAlone} />
          ))}
        </ul>
        {[...vendors].map(([vendor, name]) => (
          <CodeChoice
            key={vendor}
            vendor={vendor}
            label={vendors.size === 1 ? t('importing.codes') : t('importing.codesOf', { vendor: name })}
            value={choices[vendor] ?? ''}
            onChange={(code) => choose(vendor, code)}
          />
        ))}
        <Group justify="space-between" gap="xs" className={classes.foot ?? ''}>
          <Text size="sm" role="status">
            {isOver && !isAlone && <Through looked={looked} />}
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={forgetFiles} disabled={isImporting}>
              {isOver ? t('parts.close') : t('parts.cancel')}
            </Button>
            {!isOver && (
              <Button loading={isImporting} disabled={isLooking} onClick={() => void importAll()} data-autofocus>
                {t(isMixed ? 'importing.importRight' : 'importing.import', { count: Math.max(1, right) })}
              </Button>
            )}
          </Group>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** What became of files that came together. */
function Through({ looked }: { readonly looked: readonly LookedAt[] }) {
  const { t } = useTranslation();
  const told = (['done', 'known', 'refused'] as const).flatMap((state) => {
    const count = looked.filter((one) => one.state === state).length;
    return count === 0 ? [] : [t(`importing.through.${state}`, { count })];
  });
  return <>{told.join(', ')}</>;
}

type CodeChoiceProps = {
  readonly vendor: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** To which code the items go; the file knows it, so that nobody has to choose. */
function CodeChoice({ vendor, label, value, onChange }: CodeChoiceProps) {
  const { t } = useTranslation();
  const { data } = useQuery(handshakeListQuery({ vendor }));
  const codes = data?.items ?? [];
  if (codes.length === 0) return null;
  return (
    <Select
      label={label}
      description={t('importing.codesHint')}
      value={value}
      onChange={(next) => onChange(next ?? '')}
      allowDeselect={false}
      maw={360}
      data={[
        { value: '', label: t('importing.codesAuto') },
        ...codes.map(({ code }) => ({ value: code, label: code })),
        { value: 'none', label: t('importing.codesNone') },
      ]}
    />
  );
}
