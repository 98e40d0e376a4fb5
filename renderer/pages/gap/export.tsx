import { Anchor, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconFileExport, IconFolderOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { desktop } from '../../api/desktop.ts';
import { useMay } from '../../api/session.ts';
import { type Bundle, bundleAddress, readBundle } from '../../api/sync.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useDrives } from '../../parts/drives/use-drives.ts';
import { WriteToDrive } from '../../parts/drives/write-to-drive.tsx';
import { useFormat } from '../../parts/format.ts';
import { useVendorName } from '../../parts/names.ts';
import { Notice } from '../../parts/notice.tsx';
import { useCarriedLink, useSaveCarried } from '../../parts/save-carried.ts';
import type { ExportState } from './use-export.ts';

/** Makes a bundle for a vendor and hands its file to the browser, or to a drive. */
export function Export({ running, isAsked, other, made, begin, dismiss }: ExportState) {
  const { t } = useTranslation();
  const vendorName = useVendorName();
  if (!useMay('operator')) return null;
  return (
    <>
      <Button
        leftSection={<IconFileExport size={16} aria-hidden />}
        loading={isAsked}
        disabled={running !== null || other !== null}
        title={other === null ? t('gap.exportWhat') : t('gap.exporting.otherRuns', { vendor: vendorName(other) })}
        onClick={begin}
      >
        {t('gap.exportNow')}
      </Button>
      <Dialog isOpen={made !== null} onClose={dismiss} title={t('gap.exportNow')} size="lg">
        {made !== null && <Made bundles={made} onClose={dismiss} />}
      </Dialog>
    </>
  );
}

function Made({ bundles, onClose }: { readonly bundles: readonly Bundle[]; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const drives = useDrives();
  const format = useFormat();
  const saveCarried = useSaveCarried();
  const carriedLink = useCarriedLink();
  const [isSaving, setSaving] = useState(false);
  const read = () => Promise.all(bundles.map(readBundle));
  return (
    <Stack gap="md">
      <Notice tone="ok">
        <Text size="sm">{t('gap.exported', { count: bundles.length })}</Text>
      </Notice>
      <List size="sm" listStyleType="none">
        {bundles.map((bundle) => (
          <List.Item key={bundle.name}>
            <Anchor {...carriedLink(bundleAddress(bundle), bundle.name)} size="sm">
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
        <WriteToDrive app={desktop} drives={drives} read={read} />
      )}
      <Group justify="flex-end" gap="xs">
        {saveCarried !== null && (
          <Button
            variant="default"
            leftSection={<IconFolderOpen size={16} aria-hidden />}
            loading={isSaving}
            onClick={() => {
              setSaving(true);
              void saveCarried(read).finally(() => setSaving(false));
            }}
          >
            {bundles.length === 1 ? t('gap.saveAs') : t('parts.chooseFolder')}
          </Button>
        )}
        <Button onClick={onClose} {...(desktop === null ? { 'data-autofocus': true } : { variant: 'default' })}>
          {t('parts.close')}
        </Button>
      </Group>
    </Stack>
  );
}
