import { Anchor, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { desktop } from '../../api/desktop.ts';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { type Bundle, bundleAddress, exportBundles, readBundle } from '../../api/sync.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useDrives } from '../../parts/drives/use-drives.ts';
import { WriteToDrive } from '../../parts/drives/write-to-drive.tsx';
import { useFormat } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { saveAddress } from '../../parts/save-address.ts';

/** Makes a bundle for a vendor and hands its file to the browser. */
export function Export({ vendor }: { readonly vendor: string }) {
  const { t } = useTranslation();
  const mayExport = useMay('operator');
  const [made, setMade] = useState<readonly Bundle[] | null>(null);
  const { mutate, isPending, error, reset } = useChange({
    run: exportBundles,
    touches: ['sync', 'status'],
    onDone: (bundles) => {
      setMade(bundles);
      // The desktop app writes it to a drive instead, and sees that it arrived.
      if (desktop === null) for (const bundle of bundles) saveAddress(bundleAddress(bundle), bundle.name);
    },
  });
  if (!mayExport) return null;
  return (
    <>
      <Button
        leftSection={<IconFileExport size={16} aria-hidden />}
        loading={isPending}
        title={t('gap.exportWhat')}
        onClick={() => mutate(vendor)}
      >
        {t('gap.exportNow')}
      </Button>
      <Dialog
        isOpen={made !== null || error !== null}
        onClose={() => {
          setMade(null);
          reset();
        }}
        title={t('gap.exportNow')}
        size="lg"
      >
        {error !== null && <ProblemNotice problem={error} />}
        {made !== null && <Made bundles={made} onClose={() => setMade(null)} />}
      </Dialog>
    </>
  );
}

function Made({ bundles, onClose }: { readonly bundles: readonly Bundle[]; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const drives = useDrives();
  const format = useFormat();
  return (
    <Stack gap="md">
      <Notice tone="ok">
        <Text size="sm">{t('gap.exported', { count: bundles.length })}</Text>
      </Notice>
      <List size="sm" listStyleType="none">
        {bundles.map((bundle) => (
          <List.Item key={bundle.name}>
            <Anchor href={bundleAddress(bundle)} download={bundle.name} size="sm">
              {bundle.name}
            </Anchor>{' '}
            <Text span size="xs" c="dimmed">
              {format.bytes(bundle.size)}
            </Text>
          </List.Item>
        ))}
      </List>
      {desktop === null || drives === null ? (
        <Text size="sm" c="dimmed">
          {t('gap.exportedSaved')}
        </Text>
      ) : (
        <WriteToDrive app={desktop} drives={drives} read={() => Promise.all(bundles.map(readBundle))} />
      )}
      <Group justify="flex-end">
        <Button onClick={onClose} {...(desktop === null ? { 'data-autofocus': true } : { variant: 'default' })}>
          {t('parts.close')}
        </Button>
      </Group>
    </Stack>
  );
}
