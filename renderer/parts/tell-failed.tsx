import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { problemOf } from '../api/problem.ts';
import { ProblemNotice } from './problem-notice.tsx';

/** Says that something did not work, where the page has no place of its own for it. Stays until it is closed. */
export function tellFailed(error: unknown): void {
  notifications.show({
    closeButtonProps: { 'aria-label': i18next.t('parts.close') },
    autoClose: false,
    withBorder: true,
    message: <ProblemNotice problem={problemOf(error)} />,
  });
}
