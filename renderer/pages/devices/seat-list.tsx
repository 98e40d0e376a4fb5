import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Device, reclaimSeat, type Seat, undoWithin } from '../../api/devices.ts';
import { readAnew } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { CodeLink } from '../../parts/code-link.tsx';
import { useConfirm } from '../../parts/confirm.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { useFormat } from '../../parts/format.ts';
import { ItemLink } from '../../parts/item-link.tsx';
import { useFindItem, useItemName } from '../../parts/names.ts';
import { useNow } from '../../parts/now.ts';
import { Panel } from '../../parts/panel.tsx';
import { StandingBadge } from '../../parts/standing-badge.tsx';
import { tellDone } from '../../parts/tell-done.tsx';
import { Time } from '../../parts/time.tsx';
import classes from './device-view.module.css';

type Props = { readonly device: Device; readonly title: string };

/** Every seat that the device holds or held, those it holds first. */
export function SeatList({ device, title }: Props) {
  const { t } = useTranslation();
  const now = useNow();
  const seats = device.seats.toSorted((a, b) => Number(b.heldUntil > now) - Number(a.heldUntil > now));
  return (
    <Panel title={t('devices.seats')} isFlush>
      {seats.length === 0 && (
        <Text c="dimmed" p="md">
          {t('devices.seatsEmpty')}
        </Text>
      )}
      {seats.map((seat) => (
        <SeatEntry key={`${seat.vendor} ${seat.item}`} {...{ device, title, seat }} />
      ))}
    </Panel>
  );
}

function SeatEntry({ device, title, seat }: Props & { readonly seat: Seat }) {
  const now = useNow();
  const itemName = useItemName();
  const isHeld = seat.heldUntil > now;
  return (
    <section className={classes.seat} aria-label={itemName(seat.vendor, seat.item)}>
      <div className={classes.seatHead}>
        <span className={classes.seatName}>
          <ItemLink vendor={seat.vendor} id={seat.item} />
        </span>
        <StandingBadge standing={seat.state} />
        {isHeld && <ReclaimButton {...{ device, title, seat }} />}
      </div>
      <SeatFacts seat={seat} isHeld={isHeld} />
    </section>
  );
}

function SeatFacts({ seat, isHeld }: { readonly seat: Seat; readonly isHeld: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const item = useFindItem()(seat.vendor, seat.item);
  const { handshake, since, heldUntil, reservation, reclaimedUntil, leases } = seat;
  const facts: readonly (Fact | null)[] = [
    [t('devices.since'), <Time key="since" at={since} />],
    [t('devices.heldUntil'), isHeld ? <Time key="held" at={heldUntil} /> : t('devices.over')],
    handshake === null ? null : [t('devices.via'), <CodeLink key="via" vendor={seat.vendor} code={handshake} />],
    reservation === null ? null : [t('devices.reservation'), reservation],
    leases.length === 0 ? null : [t('devices.leases'), <Leases key="leases" leases={leases} />],
    reclaimedUntil === null ? null : [t('devices.reclaimedUntil'), <Time key="reclaimed" at={reclaimedUntil} />],
    item === undefined || !isHeld
      ? null
      : [
          t('devices.reclaims'),
          t('devices.reclaimsLeft', {
            left: format.number(item.reclaims.left),
            perYear: format.number(item.reclaims.perYear),
          }),
        ],
  ];
  return <Facts facts={facts.filter((fact) => fact !== null)} />;
}

function Leases({ leases }: Pick<Seat, 'leases'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className={classes.leases}>
      {leases.map(({ jti, app, process, exp, count, off }) => (
        <li key={jti} title={format.utc(exp)}>
          {t('devices.lease', {
            app: off ? t('devices.offLease') : [app, process].filter(Boolean).join(' ') || t('devices.anyApp'),
            count,
            until: format.dateTime(exp),
          })}
        </li>
      ))}
    </ul>
  );
}

function ReclaimButton({ device, title, seat }: Props & { readonly seat: Seat }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const ask = useConfirm();
  const now = useNow();
  const item = useFindItem()(seat.vendor, seat.item);
  const mayReclaim = useMay('operator');
  if (!mayReclaim || item === undefined) return null;
  const undo = !seat.reported && now < seat.since + undoWithin;
  const named = { device: title, item: item.name };
  const end = seat.leases.reduce<number | null>((latest, { exp }) => Math.max(latest ?? 0, exp), null);
  const until = end === null ? '' : format.exact(end);
  const { left, perYear } = item.reclaims;
  const run = async (): Promise<void> => {
    const done = await reclaimSeat(device.uuid, { vendor: seat.vendor, item: seat.item, undo });
    const text = done.outcome === 'undone' ? 'devices.undoDone' : 'devices.reclaimDone';
    tellDone(t(text, { ...named, left: format.number(done.left) }));
    await Promise.all((['devices', 'licenses', 'ledger'] as const).map((topic) => readAnew(client, topic)));
  };
  const allowance = left === 0 ? 'devices.reclaimNone' : 'devices.reclaimUses';
  const consequence = t(end === null ? 'devices.reclaimWhatNoLease' : 'devices.reclaimWhat', { until });
  const offerUndo = (): void =>
    ask({
      title: t('devices.undoTitle', named),
      what: t(end === null ? 'devices.undoWhatNoLease' : 'devices.undoWhat', { until }),
      confirm: t('devices.undoConfirm'),
      isDanger: true,
      run,
    });
  const offerReclaim = (): void =>
    ask({
      title: t('devices.reclaimTitle', named),
      what: (
        <>
          <Text size="sm">{consequence}</Text>
          <Text size="sm" mt="xs">
            {t(allowance, { left: format.number(left), perYear: format.number(perYear) })}
          </Text>
        </>
      ),
      confirm: t('devices.reclaimConfirm'),
      isDanger: true,
      run,
    });
  return (
    <Button
      className={classes.push ?? ''}
      variant="default"
      size="compact-sm"
      disabled={!undo && left === 0}
      title={!undo && left === 0 ? t('devices.reclaimNone', { perYear: format.number(perYear) }) : undefined}
      onClick={undo ? offerUndo : offerReclaim}
    >
      {undo ? t('devices.undoGrant') : t('devices.reclaim')}
    </Button>
  );
}
