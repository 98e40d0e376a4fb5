import { ActionIcon, Button, Kbd, type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import { IconChevronDown, IconLogout, IconMenu2, IconSearch, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLogout } from '../api/session.ts';
import { LANGUAGES, type Language, languageNames, speak } from '../text/text.ts';
import { useContrast } from './contrast.ts';
import classes from './shell.module.css';

type Props = {
  readonly user: string;
  readonly onFind: () => void;
  readonly isMenuOpen: boolean;
  readonly onMenu: () => void;
};

export function TopBar({ user, onFind, isMenuOpen, onMenu }: Props) {
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
      <Link to="/" className={classes.brand} aria-label={t('app.name')}>
        <img src="/icon.svg" width={22} height={22} alt="" />
        <span className={classes.brandName}>{t('app.name')}</span>
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
        onClick={onFind}
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
          className={classes.user ?? ''}
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
        <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}>
          {(['auto', 'light', 'dark'] as const).map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme} closeMenuOnClick={false}>
              {schemes[scheme]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.CheckboxItem checked={isHigh} onChange={setHigh} closeMenuOnClick={false}>
          {t('app.contrast')}
        </Menu.CheckboxItem>
        <Menu.Divider />
        <Menu.Label>{t('app.language')}</Menu.Label>
        <Menu.RadioGroup
          value={i18n.language}
          onChange={(language) => void speak(language as Language, { keep: true })}
        >
          {LANGUAGES.map((language) => (
            <Menu.RadioItem key={language} value={language} closeMenuOnClick={false}>
              <span lang={language}>{languageNames[language]}</span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void logout()}>
          {t('app.logout')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
