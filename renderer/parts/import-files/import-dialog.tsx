import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { handshakeListQuery } from '../../api/handshakes.ts';
import { useMay } from '../../api/session.ts';
import { Dialog } from '../dialog.tsx';
import { FilePreview } from './file-preview.tsx';
import { forgetFiles } from './incoming.ts';
import { useFileImport } from './use-file-import.ts';

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
  const { looked, handshake, setHandshake, isLooking, isImporting, importAll } = useFileImport(files);
  const ready = looked.filter(({ state }) => state === 'ready').length;
  const isDone = !isLooking && ready === 0;
  const license = looked.find(({ result, state }) => result?.kind === 'license' && state === 'ready');
  return (
    <Dialog onClose={forgetFiles} title={t('importing.title')} size="xl" closeOnClickOutside={!isImporting}>
      <Stack gap="md">
        {looked.map((one) => (
          <FilePreview {...one} key={one.key} />
        ))}
        {license?.result !== undefined && (
          <CodeChoice vendor={license.result.vendor} value={handshake} onChange={setHandshake} />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={forgetFiles} disabled={isImporting}>
            {isDone ? t('parts.close') : t('parts.cancel')}
          </Button>
          {!isDone && (
            <Button loading={isImporting} disabled={isLooking} onClick={() => void importAll()} data-autofocus>
              {t('importing.import', { count: Math.max(1, ready) })}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}

type CodeChoiceProps = {
  readonly vendor: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** To which code the items go; the file knows it, so that nobody has to choose. */
function CodeChoice({ vendor, value, onChange }: CodeChoiceProps) {
  const { t } = useTranslation();
  const { data } = useQuery(handshakeListQuery({ vendor }));
  const codes = data?.items ?? [];
  if (codes.length === 0) return null;
  return (
    <Select
      label={t('importing.codes')}
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
