import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeHandshake, codeRequestsQuery, type Handshake } from '../../api/handshakes.ts';
import { problemOf } from '../../api/problem.ts';
import { useChange } from '../../api/queries.ts';
import { CopyableId } from '../../parts/copyable-id.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { useVendorName } from '../../parts/names.ts';
import { Overtaken } from '../../parts/overtaken.tsx';
import { ButtonLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Time } from '../../parts/time.tsx';
import { useEdits } from '../../parts/use-edits.ts';
import { useCodeText } from '../../text/code-text.ts';
import { FailureShare } from './failure-share.tsx';

type Props = { readonly handshake: Handshake; readonly mayChange: boolean };

export function HandshakeFacts({ handshake, mayChange }: Props) {
  const { t } = useTranslation();
  const vendorName = useVendorName();
  const codeText = useCodeText();
  const { data } = useQuery(codeRequestsQuery);
  const { vendor, code, organization, createdAt } = handshake;
  const requests = data?.get(`${vendor} ${code}`);
  const facts: readonly Fact[] = [
    [t('handshakes.code'), <CopyableId key="code" value={code} what={t('handshakes.code')} />],
    [t('handshakes.vendor'), vendorName(vendor)],
    [t('handshakes.organization'), organization],
    [t('handshakes.lastHour'), <FailureShare key="share" requests={requests} />],
    ...(requests?.reason == null ? [] : [[t('handshakes.mostRefused'), codeText(requests.reason).meaning] as const]),
    [t('handshakes.made'), <Time key="made" at={createdAt} />],
  ];
  return (
    <Panel
      title={t('handshakes.about')}
      actions={
        <Group gap="xs" wrap="nowrap">
          <ButtonLink to="/devices" search={{ handshake: code, vendor }} variant="default">
            {t('nav.devices')}
          </ButtonLink>
          <ButtonLink to="/denials" search={{ handshake: code, vendor }} variant="default">
            {t('nav.denials')}
          </ButtonLink>
        </Group>
      }
    >
      <Stack gap="sm">
        <Facts facts={facts} />
        <Note handshake={handshake} mayChange={mayChange} />
      </Stack>
    </Panel>
  );
}

function Note({ handshake, mayChange }: Props) {
  const { t } = useTranslation();
  const edits = useEdits(() => handshake.note);
  const note = String(edits.value('note'));
  const { mutate, isPending, error } = useChange({
    run: (change: { readonly note: string }) => changeHandshake(handshake, change),
    touches: ['handshakes'],
  });
  return (
    <>
      <Textarea
        label={t('handshakes.note')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={1_000}
        readOnly={!mayChange}
        value={note}
        onChange={({ currentTarget }) => edits.set('note', currentTarget.value)}
      />
      {error !== null && <ProblemNotice problem={problemOf(error)} />}
      {edits.isOvertaken && !isPending && <Overtaken />}
      {edits.isDirty && (
        <Group gap="xs">
          <Button loading={isPending} onClick={() => mutate({ note }, { onSuccess: () => edits.settle({ note }) })}>
            {t('handshakes.save')}
          </Button>
          <Button variant="default" disabled={isPending} onClick={edits.discard}>
            {t('parts.cancel')}
          </Button>
        </Group>
      )}
    </>
  );
}
