import { ActionIcon, Button, Kbd, Menu, Text, useMantineColorScheme } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconCheck, IconChevronDown, IconLogout, IconMenu2, IconSearch, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLogout } from '../api/session.ts';
import { LANGUAGES, languageNames, speak } from '../text/text.ts';
import { useContrast } from './contrast.ts';
import classes from './shell.module.css';

type Props = {
  readonly user: string;
  readonly isMenuOpen: boolean;
  readonly onMenu: () => void;
};

export function TopBar({ user, isMenuOpen, onMenu }: Props) {
  const { t } = useTranslation();
  const isMac = /Mac/.test(navigator.userAgent);
  return (
    <header className={classes.bar}>
      <ActionIcon
        className={classes.menuButton ?? ''}
        aria-label={t('app.menu')}
        title={t('app.menu')}
        aria-expanded={isMenuOpen}
        onClick={onMenu}
      >
        <IconMenu2 size={18} aria-hidden />
      </ActionIcon>
      <Link to="/" className={classes.brand}>
        <img src="/icon.svg" width={22} height={22} alt="" />
        {t('app.name')}
      </Link>
      <Button
        className={classes.find}
        variant="default"
        justify="space-between"
        styles={{ label: { flex: 1 } }}
        fw={400}
        c="dimmed"
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<Kbd size="xs">{isMac ? '⌘ K' : 'Ctrl K'}</Kbd>}
        onClick={spotlight.open}
      >
        {t('app.palettePrompt')}
      </Button>
      <div className={classes.spacer} />
      <UserMenu user={user} />
    </header>
  );
}

function UserMenu({ user }: Pick<Props, 'user'>) {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [isHigh, setHigh] = useContrast();
  const logout = useLogout();
  const schemes = { auto: t('app.themeAuto'), light: t('app.themeLight'), dark: t('app.themeDark') };
  return (
    <Menu position="bottom-end" width={224}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          leftSection={<IconUser size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {user}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('app.theme')}</Menu.Label>
        {(['auto', 'light', 'dark'] as const).map((scheme) => (
          <Choice key={scheme} isChosen={colorScheme === scheme} onChoose={() => setColorScheme(scheme)}>
            {schemes[scheme]}
          </Choice>
        ))}
        <Choice isChosen={isHigh} onChoose={() => setHigh(!isHigh)}>
          {t('app.contrast')}
        </Choice>
        <Menu.Divider />
        <Menu.Label>{t('app.language')}</Menu.Label>
        {LANGUAGES.map((language) => (
          <Choice
            key={language}
            isChosen={i18n.language === language}
            onChoose={() => void speak(language, { keep: true })}
          >
            <span lang={language}>{languageNames[language]}</span>
          </Choice>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void logout()}>
          {t('app.logout')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

type ChoiceProps = { readonly isChosen: boolean; readonly onChoose: () => void; readonly children: ReactNode };

function Choice({ isChosen, onChoose, children }: ChoiceProps) {
  return (
    <Menu.Item
      role="menuitemcheckbox"
      aria-checked={isChosen}
      closeMenuOnClick={false}
      leftSection={isChosen ? <IconCheck size={16} aria-hidden /> : <Text w={16} />}
      onClick={onChoose}
    >
      {children}
    </Menu.Item>
  );
}
