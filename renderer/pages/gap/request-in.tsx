import { Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportedOf, sendFile } from '../../api/files.ts';
import { useChange } from '../../api/queries.ts';
import { DeviceAnswer } from '../../parts/device-answer/device-answer.tsx';
import { useDeviceAsked } from '../../parts/device-asked.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { VendorName } from '../../parts/vendor-name.tsx';
import classes from './gap.module.css';

/** A request in, by file, drop or pasted text; its preview; and the answer out. */
export function RequestIn() {
  const { t } = useTranslation();
  const [request, setRequest] = useState<Blob | null>(null);
  const [isPasted, setPasted] = useState(false);
  const look = useChange({ run: (file: Blob) => sendFile(file, { preview: true }), touches: [] });
  const give = useChange({
    run: (file: Blob) => sendFile(file, { preview: false }),
    touches: ['leases', 'devices', 'licenses', 'ledger'],
  });
  const take = (file: Blob | null, from: 'file' | 'text' = 'file'): void => {
    setPasted(from === 'text');
    give.reset();
    look.reset();
    setRequest(file);
    if (file !== null) look.mutate(file);
  };
  const shown = look.data;
  return (
    <Panel title={t('gap.requestIn')}>
      <Stack gap="md">
        {give.data === undefined && (shown === undefined || shown.kind !== 'device-request') && (
          <Bring onBring={take} isLooking={look.isPending} />
        )}
        {look.error !== null &&
          (isPasted && look.error.code === 'file_unknown' ? (
            <Notice tone="critical" role="alert">
              <Text size="sm">{t('gap.notRequestText')}</Text>
            </Notice>
          ) : (
            <ProblemNotice problem={look.error} />
          ))}
        {shown !== undefined && shown.kind !== 'device-request' && <Text size="sm">{t('gap.notRequest')}</Text>}
        {give.data === undefined && shown?.kind === 'device-request' && request !== null && (
          <Asked
            asked={shown}
            isGiving={give.isPending}
            onGive={() => give.mutate(request)}
            onDismiss={() => take(null)}
          />
        )}
        {give.error !== null && <ProblemNotice problem={give.error} />}
        {give.data?.kind === 'device-request' && <Given given={give.data} onAnother={() => take(null)} />}
      </Stack>
    </Panel>
  );
}

type BringProps = { readonly onBring: (file: Blob, from: 'file' | 'text') => void; readonly isLooking: boolean };

function Bring({ onBring, isLooking }: BringProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  return (
    <div className={classes.bring}>
      <Text size="sm">{t('gap.requestWhat')}</Text>
      <Group gap="xs">
        <FileButton onChange={(file) => file !== null && onBring(file, 'file')}>
          {(props) => (
            <Button leftSection={<IconFileImport size={16} aria-hidden />} loading={isLooking} {...props}>
              {t('gap.chooseRequest')}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed">
          {t('gap.dropRequest')}
        </Text>
      </Group>
      <form
        className={classes.paste}
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') onBring(new Blob([text]), 'text');
        }}
      >
        <Textarea
          label={t('gap.pasted')}
          description={t('gap.pastedHint')}
          autosize
          minRows={1}
          maxRows={5}
          spellCheck={false}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={isLooking} disabled={text.trim() === ''}>
          {t('gap.look')}
        </Button>
      </form>
    </div>
  );
}

type AskedProps = {
  readonly asked: ImportedOf<'device-request'>;
  readonly isGiving: boolean;
  readonly onGive: () => void;
  readonly onDismiss: () => void;
};

function Asked({ asked, isGiving, onGive, onDismiss }: AskedProps) {
  const { t } = useTranslation();
  return (
    <>
      <Text fw={600}>{t('gap.asks')}</Text>
      <AskedFacts asked={asked} />
      <Text size="sm">{t(asked.alreadyImported ? 'gap.answeredBefore' : 'gap.giveWhat')}</Text>
      <Group gap="xs">
        <Button loading={isGiving} onClick={onGive}>
          {t('gap.give')}
        </Button>
        <Button variant="default" onClick={onDismiss}>
          {t('parts.cancel')}
        </Button>
      </Group>
    </>
  );
}

type GivenProps = { readonly given: ImportedOf<'device-request'>; readonly onAnother: () => void };

function Given({ given, onAnother }: GivenProps) {
  const { t } = useTranslation();
  return (
    <>
      <Text fw={600}>{t('gap.answer')}</Text>
      <AskedFacts asked={given} />
      <DeviceAnswer answer={given.answer} name={given.name} />
      <Group>
        <Button variant="default" onClick={onAnother}>
          {t('gap.another')}
        </Button>
      </Group>
    </>
  );
}

function AskedFacts({ asked }: { readonly asked: ImportedOf<'device-request'> }) {
  const { t } = useTranslation();
  const factsOf = useDeviceAsked();
  return <Facts facts={[...factsOf(asked), [t('importing.vendor'), <VendorName key="vendor" {...asked} />]]} />;
}
