import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format.ts';
import { tellFailed } from '../tell-failed.tsx';
import type { Column, ListSource } from './column.ts';
import { exportCsv, saveFile } from './export-csv.ts';

type Props<Row> = {
  readonly source: ListSource<Row>;
  readonly columns: readonly Column<Row>[];
  readonly search: string;
  readonly sort: string;
  /** File name without its ending. */
  readonly name: string;
};

/** Writes all rows of what the table shows into a file; a second press stops it. */
export function ExportButton<Row>({ name, ...asked }: Props<Row>) {
  const { t } = useTranslation();
  const format = useFormat();
  const [share, setShare] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = async (): Promise<void> => {
    const control = new AbortController();
    running.current = control;
    setShare(0);
    try {
      const onProgress = (read: number, total: number): void => setShare(total === 0 ? 1 : read / total);
      saveFile(await exportCsv({ ...asked, onProgress, signal: control.signal }), `${name}.csv`);
    } catch (error) {
      if (!control.signal.aborted) tellFailed(error);
    } finally {
      setShare(null);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      onClick={() => (share === null ? void start() : running.current?.abort())}
    >
      {share === null ? t('parts.exportCsv') : t('parts.exporting', { done: format.percent(share) })}
    </Button>
  );
}
