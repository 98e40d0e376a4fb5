import { Button, Group, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { desktop } from '../api/desktop.ts';
import { Dialog } from '../parts/dialog.tsx';
import { whatIsUnsaved } from '../parts/unsaved.ts';

type Place = { readonly pathname: string; readonly search: unknown };

/** What of the address says which form is on screen; the rest are filters, which leave it there. */
const forms = ['section', 'tab', 'code', 'item', 'device'] as const;

function leaves(from: Place, to: Place): boolean {
  const [before, after] = [from.search, to.search] as Readonly<Record<string, unknown>>[];
  return from.pathname !== to.pathname || forms.some((name) => before?.[name] !== after?.[name]);
}

/** Asks whoever goes to another page while something typed is not saved. */
export function UnsavedGuard() {
  const { t } = useTranslation();
  const what = whatIsUnsaved() ?? 'typed';
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => whatIsUnsaved() !== null && leaves(current, next),
    // An Electron window is not closed by a page that objects, and nobody is asked.
    enableBeforeUnload: () => desktop === null && whatIsUnsaved() !== null,
    withResolver: true,
  });
  return (
    <Dialog isOpen={status === 'blocked'} onClose={() => reset?.()} title={t(`app.unsaved.title.${what}`)} size="md">
      <Stack gap="md">
        <Text size="sm">{t(`app.unsaved.what.${what}`)}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => reset?.()} data-autofocus>
            {t('app.unsaved.stay')}
          </Button>
          <Button color="red" onClick={() => proceed?.()}>
            {t(`app.unsaved.leave.${what}`)}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
