import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../api/problem.ts';
import { renewRecoveryCode } from '../../api/setup.ts';
import { useConfirm } from '../../parts/confirm.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { chooseGroups, isGroup } from './recovery-groups.ts';
import { RecoverySheet } from './recovery-sheet.tsx';
import { StepFrame } from './step.tsx';

type Props = {
  /** Null: it was shown before and cannot be shown again. */
  readonly code: string | null;
  readonly isConfirmed: boolean;
  readonly onNewCode: (code: string) => void;
  readonly onConfirmed: () => void;
};

export function RecoveryStep({ code, isConfirmed, onNewCode, onConfirmed }: Props) {
  const { t } = useTranslation();
  if (code !== null) return <ShownCode code={code} onConfirmed={onConfirmed} />;
  return (
    <StepFrame
      title={t('setup.recovery.title')}
      why={isConfirmed ? t('setup.recovery.isConfirmed') : t('setup.recovery.lost')}
    >
      <NewCode isNeeded={!isConfirmed} onNewCode={onNewCode} />
    </StepFrame>
  );
}

function NewCode({ isNeeded, onNewCode }: { readonly isNeeded: boolean } & Pick<Props, 'onNewCode'>) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const { mutate, isPending, error } = useMutation({ mutationFn: renewRecoveryCode, onSuccess: onNewCode });
  const ask = (): void =>
    confirm({
      title: t('setup.recovery.renew'),
      what: t('setup.recovery.renewWhat'),
      confirm: t('setup.recovery.renew'),
      run: async () => onNewCode(await renewRecoveryCode()),
    });
  return (
    <>
      {error !== null && <ProblemNotice problem={problemOf(error)} />}
      <Group>
        <Button
          variant={isNeeded ? 'filled' : 'default'}
          loading={isPending}
          onClick={() => (isNeeded ? mutate() : ask())}
        >
          {t('setup.recovery.renew')}
        </Button>
      </Group>
    </>
  );
}

function ShownCode({ code, onConfirmed }: { readonly code: string } & Pick<Props, 'onConfirmed'>) {
  const { t } = useTranslation();
  const groups = code.split('-');
  const asked = useMemo(() => chooseGroups(groups.length), [groups.length]);
  const [typed, setTyped] = useState<readonly string[]>(['', '']);
  const [isWrong, setWrong] = useState(false);
  const check = (event: FormEvent): void => {
    event.preventDefault();
    if (asked.every((group, index) => isGroup(typed[index] ?? '', groups[group] ?? ''))) onConfirmed();
    else setWrong(true);
  };
  return (
    <form onSubmit={check}>
      <StepFrame
        title={t('setup.recovery.title')}
        why={t('setup.recovery.why')}
        actions={<Button type="submit">{t('setup.next')}</Button>}
      >
        <RecoverySheet code={code} />
        <Group>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
            data-print-hidden
          >
            {t('setup.recovery.print')}
          </Button>
        </Group>
        <Stack gap="xs" data-print-hidden>
          <Text>{t('setup.recovery.confirm')}</Text>
          <Group align="flex-start">
            {asked.map((group, index) => (
              <TextInput
                key={group}
                label={t('setup.recovery.group', { number: group + 1 })}
                w={140}
                maxLength={5}
                autoComplete="off"
                spellCheck={false}
                styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
                value={typed[index] ?? ''}
                error={isWrong && !isGroup(typed[index] ?? '', groups[group] ?? '') && t('setup.recovery.wrong')}
                onChange={({ currentTarget: { value } }) => {
                  setWrong(false);
                  setTyped((all) => all.map((one, at) => (at === index ? value : one)));
                }}
              />
            ))}
          </Group>
        </Stack>
      </StepFrame>
    </form>
  );
}
