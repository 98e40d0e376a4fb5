import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { statusQuery } from '../api/site.ts';
import { pageList } from './page-list.ts';
import classes from './shell.module.css';

type Props = {
  /** In a narrow window, where it is shown instead of the page. */
  readonly isOpen: boolean;
};

/** The pages, one line each. */
export function Navigation({ isOpen }: Props) {
  const { t } = useTranslation();
  return (
    <nav className={classes.nav} data-open={isOpen ? true : undefined} aria-label={t('app.navigation')}>
      <ul>
        {pageList.map(({ to, name, Icon }) => (
          <li key={to}>
            <Link to={to} className={classes.link} activeOptions={{ exact: to === '/', includeSearch: false }}>
              <Icon size={18} stroke={1.6} aria-hidden />
              {t(`nav.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
      <NavigationFoot />
    </nav>
  );
}

/** In which zone times are shown, and which version this is. */
function NavigationFoot() {
  const { t } = useTranslation();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const { data } = useQuery(statusQuery);
  return (
    <div className={classes.foot}>
      {t('app.zone', { zone: timeZone })}
      {data !== undefined && <div>{t('app.version', { version: data.version })}</div>}
    </div>
  );
}
