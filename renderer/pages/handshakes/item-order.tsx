import { ActionIcon, Group, Switch, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical, IconX } from '@tabler/icons-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeHandshake, changeItems, type Handshake } from '../../api/handshakes.ts';
import { problemOf } from '../../api/problem.ts';
import { useChange } from '../../api/queries.ts';
import { useConfirm } from '../../parts/confirm.tsx';
import { limitOf } from '../../parts/item-limit.ts';
import { useFindItem, useItemName } from '../../parts/names.ts';
import { TextLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { QuotaBar } from '../../parts/quota-bar.tsx';
import classes from './handshakes.module.css';
import { moved } from './moved.ts';

type Props = { readonly handshake: Handshake; readonly mayChange: boolean };

/** The items of a code in the order in which they are tried; moved by dragging or by keys. */
export function ItemOrder({ handshake, mayChange }: Props) {
  const { t } = useTranslation();
  const ask = useConfirm();
  const itemName = useItemName();
  const list = useRef<HTMLOListElement>(null);
  const focused = useRef<string | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const put = useChange({
    scope: `items of ${handshake.vendor}/${handshake.code}`,
    run: ({ order, without, ...more }: Change) =>
      order === undefined && without === undefined
        ? changeHandshake(handshake, more)
        : changeItems(handshake, (now) => inOrder(order ?? now, now).filter((id) => id !== without), more),
    touches: ['handshakes', 'licenses'],
  });
  const items = (put.isPending ? put.variables.order : undefined) ?? handshake.items;
  const move = (from: number, to: number): void => {
    if (from !== to && to >= 0 && to < items.length) put.mutate({ order: moved(items, from, to), ordered: true });
  };
  const byKey = (from: number, to: number): void => {
    focused.current = `${items[from] ?? ''} ${to < from ? 'up' : 'down'}`;
    move(from, to);
  };
  // The focus goes with the item, which the browser forgets when its place changes.
  useEffect(() => {
    if (focused.current === null) return;
    const name = CSS.escape(focused.current);
    list.current?.querySelector<HTMLElement>(`[data-move="${name}"]`)?.focus();
    if (!put.isPending) focused.current = null;
  });
  const detach = (id: string): void =>
    ask({
      title: t('handshakes.detachTitle', { item: itemName(handshake.vendor, id), code: handshake.code }),
      what: t('licenses.detachWhat', { code: handshake.code }),
      confirm: t('licenses.detach'),
      isDanger: true,
      run: () => put.mutateAsync({ without: id }),
    });
  const dragTo = (to: number) => ({
    onDragOver: (event: DragEvent) => {
      if (dragged === null) return;
      event.preventDefault();
      setOver(to);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      if (dragged !== null) move(dragged, to);
    },
  });
  return (
    <Panel
      title={t('handshakes.items')}
      isFlush
      actions={
        <Switch
          size="xs"
          label={t('handshakes.ownOrder')}
          labelPosition="left"
          checked={handshake.ordered}
          disabled={!mayChange || put.isPending}
          onChange={({ currentTarget }) => put.mutate({ ordered: currentTarget.checked })}
        />
      }
    >
      <ol className={classes.order} ref={list}>
        {items.map((id, index) => (
          <li
            key={id}
            className={classes.item}
            data-dragged={dragged === index ? true : undefined}
            data-over={over === index && dragged !== null ? true : undefined}
            draggable={mayChange && items.length > 1}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('text/plain', id);
              setDragged(index);
            }}
            onDragEnd={() => {
              setDragged(null);
              setOver(null);
            }}
            {...dragTo(index)}
          >
            {mayChange ? <IconGripVertical size={16} className={classes.handle ?? ''} aria-hidden /> : <span />}
            <span className={classes.place}>{index + 1}</span>
            <ItemLine vendor={handshake.vendor} id={id} />
            <Group gap={0} wrap="nowrap" ml="auto">
              {mayChange && (
                <>
                  <Move
                    id={id}
                    name={itemName(handshake.vendor, id)}
                    direction="up"
                    isEnd={index === 0}
                    onMove={() => byKey(index, index - 1)}
                  />
                  <Move
                    id={id}
                    name={itemName(handshake.vendor, id)}
                    direction="down"
                    isEnd={index === items.length - 1}
                    onMove={() => byKey(index, index + 1)}
                  />
                  <ActionIcon
                    aria-label={t('handshakes.detach', { item: itemName(handshake.vendor, id) })}
                    title={t('handshakes.detach', { item: itemName(handshake.vendor, id) })}
                    onClick={() => detach(id)}
                  >
                    <IconX size={16} aria-hidden />
                  </ActionIcon>
                </>
              )}
            </Group>
          </li>
        ))}
      </ol>
      <Text size="xs" c="dimmed" px="md" py="xs">
        {items.length === 0
          ? t('handshakes.noItems')
          : t(handshake.ordered ? 'handshakes.orderOwn' : 'handshakes.orderRule')}
      </Text>
      {put.error !== null && <ProblemNotice problem={problemOf(put.error)} />}
    </Panel>
  );
}

type Change = {
  /** All ids in the order that is wanted. */
  readonly order?: readonly string[];
  readonly without?: string;
  readonly ordered?: boolean;
};

/** Those there are now in the order that is wanted; what somebody else has attached meanwhile comes after them. */
function inOrder(wanted: readonly string[], now: readonly string[]): readonly string[] {
  return [...wanted.filter((id) => now.includes(id)), ...now.filter((id) => !wanted.includes(id))];
}

type MoveProps = {
  readonly id: string;
  readonly name: string;
  readonly direction: 'up' | 'down';
  readonly isEnd: boolean;
  readonly onMove: () => void;
};

function Move({ id, name, direction, isEnd, onMove }: MoveProps) {
  const { t } = useTranslation();
  const label = t(direction === 'up' ? 'handshakes.moveUp' : 'handshakes.moveDown', { item: name });
  const Arrow = direction === 'up' ? IconArrowUp : IconArrowDown;
  return (
    <ActionIcon
      aria-label={label}
      title={label}
      aria-disabled={isEnd}
      data-move={`${id} ${direction}`}
      onClick={onMove}
    >
      <Arrow size={16} opacity={isEnd ? 0.35 : 1} aria-hidden />
    </ActionIcon>
  );
}

function ItemLine({ vendor, id }: { readonly vendor: string; readonly id: string }) {
  const item = useFindItem()(vendor, id);
  return (
    <>
      <span className={classes.itemName}>
        <TextLink to="/licenses" search={{ item: `${vendor}/${id}` }} size="sm">
          {item?.name ?? id}
        </TextLink>{' '}
        <Text span size="xs" c="dimmed">
          {item?.product}
        </Text>
      </span>
      {item !== undefined && item.metric !== 'domain' ? (
        <QuotaBar label={item.name} used={item.used} quota={item.quota} limit={limitOf(item)} />
      ) : (
        <span />
      )}
    </>
  );
}
