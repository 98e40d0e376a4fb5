import { Spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { pageList } from './page-list.ts';

/** Ctrl/⌘ K: finds any page. */
export function CommandPalette() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const actions = pageList.map(({ to, name }) => ({
    id: to,
    label: t(`nav.${name}`),
    onClick: () => void navigate({ to }),
  }));
  return (
    <Spotlight
      actions={actions}
      shortcut="mod + K"
      nothingFound={t('app.paletteNothing')}
      searchProps={{ placeholder: t('app.palettePrompt'), 'aria-label': t('app.palettePrompt') }}
    />
  );
}
