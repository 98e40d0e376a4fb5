import { Skeleton, Stack } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { itemQuery } from '../../api/licenses.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ItemStateBadge } from '../../parts/item-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { TextLink } from '../../parts/page-link.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { ItemCodes } from './item-codes.tsx';
import { ItemEvents } from './item-events.tsx';
import { ItemFacts } from './item-facts.tsx';
import { ItemFigures } from './item-figures.tsx';
import { ItemTerms } from './item-terms.tsx';
import classes from './licenses.module.css';
import { Reservations } from './reservations.tsx';

type Props = { readonly vendor: string; readonly id: string };

/** One license item: how much of it is used, through which codes, and how it came to be what it is. */
export function ItemView({ vendor, id }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(itemQuery({ vendor, id }));
  const isGone = error?.code === 'not_found';
  // What was removed meanwhile cannot be changed any more.
  const item = isGone ? undefined : data;
  return (
    <>
      <TextLink to="/licenses" size="sm" className={classes.back ?? ''}>
        <IconArrowLeft size={14} aria-hidden /> {t('licenses.back')}
      </TextLink>
      <PageHeader title={item?.name ?? id}>{item !== undefined && <ItemStateBadge state={item.state} />}</PageHeader>
      {isGone ? (
        <EmptyState title={t('licenses.gone')} next={t('licenses.goneNext')} />
      ) : (
        error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />
      )}
      {item === undefined && error === null && <Skeleton height={320} />}
      {item !== undefined && (
        <div className={classes.columns}>
          <Stack gap="md" miw={0}>
            <ItemFigures item={item} />
            <ItemCodes item={item} />
            <ItemTerms item={item} />
            <ItemEvents vendor={vendor} id={id} />
          </Stack>
          <Stack gap="md" miw={0}>
            <ItemFacts item={item} />
            <Reservations item={item} />
          </Stack>
        </div>
      )}
    </>
  );
}
