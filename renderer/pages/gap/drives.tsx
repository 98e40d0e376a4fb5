import { Button, Group, Text } from '@mantine/core';
import { IconDeviceUsb, IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { answerOfDesktop, type Desktop, type Drive, desktop, toFile } from '../../api/desktop.ts';
import { useChange } from '../../api/queries.ts';
import { useDrives } from '../../parts/drives/use-drives.ts';
import { useFormat } from '../../parts/format.ts';
import { offerFiles } from '../../parts/import-files/incoming.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { tellDone } from '../../parts/tell-done.tsx';
import classes from './gap.module.css';

/** Removable drives that are in this machine; only the desktop app sees them. */
export function Drives() {
  const { t } = useTranslation();
  const drives = useDrives();
  if (desktop === null || drives === null) return null;
  return (
    <Panel title={t('gap.drives')} isFlush>
      {drives.length === 0 && (
        <Text size="sm" c="dimmed" p="md">
          {t('gap.drivesNone')}
        </Text>
      )}
      <ul className={classes.drives}>
        {drives.map((drive) => (
          <DriveEntry key={drive.id} drive={drive} app={desktop as Desktop} />
        ))}
      </ul>
    </Panel>
  );
}

function DriveEntry({ drive, app }: { readonly drive: Drive; readonly app: Desktop }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, name, path, free, size } = drive;
  const look = useChange({
    run: () => answerOfDesktop(app.readDrive({ drive: id })),
    touches: [],
    onDone: (files) =>
      files.length === 0 ? tellDone(t('gap.nothingOnDrive', { drive: name })) : offerFiles(files.map(toFile)),
  });
  const eject = useChange({
    run: () => answerOfDesktop(app.ejectDrive({ drive: id })),
    touches: [],
    onDone: () => tellDone(t('gap.safe', { drive: name })),
  });
  const error = look.error ?? eject.error;
  return (
    <li>
      <IconDeviceUsb size={18} aria-hidden />
      <div className={classes.drive}>
        <strong>{name}</strong>
        <span className={classes.quiet}>
          {path} · {t('gap.driveFree', { free: format.bytes(free), size: format.bytes(size) })}
          {!drive.writable && ` · ${t('gap.readOnly')}`}
        </span>
        {error !== null && <ProblemNotice problem={error} />}
      </div>
      <Group gap="xs" wrap="nowrap">
        <Button
          variant="default"
          leftSection={<IconFileImport size={16} aria-hidden />}
          loading={look.isPending}
          onClick={() => look.mutate(undefined)}
        >
          {t('gap.lookOnDrive')}
        </Button>
        <Button variant="default" loading={eject.isPending} onClick={() => eject.mutate(undefined)}>
          {t('gap.eject', { drive: name })}
        </Button>
      </Group>
    </li>
  );
}
