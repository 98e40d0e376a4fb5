import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ComponentType, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/session.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { useSearchParam } from '../../parts/search-param.ts';
import { About } from './about.tsx';
import { ClockSection } from './clock-section.tsx';
import { ConsoleSection } from './console-section.tsx';
import { LanguageSection } from './language-section.tsx';
import { NetworkSection } from './network-section.tsx';
import { PrivacySection } from './privacy-section.tsx';
import { RetentionSection } from './retention-section.tsx';
import { SeatsSection } from './seats-section.tsx';
import classes from './settings.module.css';
import { TokensSection } from './tokens-section.tsx';
import { UsersSection } from './users-section.tsx';

const sections = {
  network: NetworkSection,
  console: ConsoleSection,
  users: UsersSection,
  tokens: TokensSection,
  seats: SeatsSection,
  clock: ClockSection,
  retention: RetentionSection,
  privacy: PrivacySection,
  language: LanguageSection,
  about: About,
} as const satisfies Readonly<Record<string, ComponentType>>;

const names = Object.keys(sections) as readonly (keyof typeof sections)[];
/** Nobody but an administrator has them answered. */
const forAdmins: ReadonlySet<string> = new Set(['users', 'tokens']);
/** Sections whose fields are settings of the site. */
const ofSite: ReadonlySet<string> = new Set(['network', 'console', 'seats', 'retention', 'privacy']);

export function SettingsPage() {
  const { t } = useTranslation();
  const isAdmin = useMay('admin');
  const [asked] = useSearchParam('section');
  const section = names.find((name) => name === asked) ?? 'network';
  const Section = sections[section];
  const list = useRef<HTMLUListElement>(null);
  // In a narrow window the list is a row, and the section that an address names may lie beyond its end.
  useEffect(() => {
    const current = list.current?.querySelector(`[data-section="${section}"]`);
    current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [section]);
  return (
    <>
      <PageHeader title={t('settings.title')} hint={t('settings.hint')} />
      <div className={classes.page}>
        <nav aria-label={t('settings.sectionList')}>
          <ul ref={list} className={classes.sections}>
            {names.map((name) => (
              <li key={name} data-section={name}>
                <Link
                  to="/settings"
                  search={name === 'network' ? {} : { section: name }}
                  className={classes.section ?? ''}
                  aria-current={name === section ? 'page' : undefined}
                  activeOptions={{ exact: true }}
                >
                  {t(`settings.sections.${name}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className={classes.content}>
          <h2 className={classes.heading}>{t(`settings.sections.${section}`)}</h2>
          {!isAdmin && ofSite.has(section) && (
            <Text size="sm" c="dimmed">
              {t('settings.readOnly')}
            </Text>
          )}
          {!isAdmin && forAdmins.has(section) ? <Text size="sm">{t('settings.adminOnly')}</Text> : <Section />}
        </div>
      </div>
    </>
  );
}
