import { Radio, Stack, Switch, Text, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useContrast } from '../../app/contrast.ts';
import { Panel } from '../../parts/panel.tsx';
import { LANGUAGES, type Language, languageNames, speak } from '../../text/text.ts';

/** How the console looks and speaks in this browser. */
export function LanguageSection() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [isHigh, setHigh] = useContrast();
  const schemes = { auto: t('app.themeAuto'), light: t('app.themeLight'), dark: t('app.themeDark') } as const;
  return (
    <>
      <Panel title={t('settings.language.language')}>
        <Radio.Group
          aria-label={t('settings.language.language')}
          value={i18n.language}
          onChange={(next) => void speak(next as Language, { keep: true })}
        >
          <Stack gap="xs">
            {LANGUAGES.map((language) => (
              <Radio key={language} value={language} label={<span lang={language}>{languageNames[language]}</span>} />
            ))}
          </Stack>
        </Radio.Group>
        <Text size="sm" c="dimmed" mt="sm">
          {t('settings.language.hint')}
        </Text>
      </Panel>
      <Panel title={t('settings.language.theme')}>
        <Stack gap="md">
          <Radio.Group
            aria-label={t('settings.language.theme')}
            value={colorScheme}
            onChange={(next) => setColorScheme(next as keyof typeof schemes)}
          >
            <Stack gap="xs">
              {(['auto', 'light', 'dark'] as const).map((scheme) => (
                <Radio key={scheme} value={scheme} label={schemes[scheme]} />
              ))}
            </Stack>
          </Radio.Group>
          <Switch
            label={t('settings.language.contrast')}
            checked={isHigh}
            onChange={({ currentTarget }) => setHigh(currentTarget.checked)}
          />
        </Stack>
      </Panel>
    </>
  );
}
