import { Modal } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './command-palette.module.css';
import { type Hit, useHits } from './hits.ts';

type Props = { readonly isOpen: boolean; readonly onChange: (isOpen: boolean) => void };

/** Ctrl/⌘ K: finds any page, license item, handshake code or device. */
export function CommandPalette({ isOpen, onChange }: Props) {
  const { t } = useTranslation();
  // Also while a field has the focus.
  useHotkeys([['mod+K', () => onChange(!isOpen)]], [], true);
  return (
    <Modal.Root opened={isOpen} onClose={() => onChange(false)} returnFocus={false} size="lg" yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label={t('app.palette')}>
        <Finder onClose={() => onChange(false)} />
      </Modal.Content>
    </Modal.Root>
  );
}

function Finder({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const [isEntered, setEntered] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // The frame gives the focus a moment later, which is too late for whoever types on at once.
  useLayoutEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const { hits, isSettled } = useHits(typed.trim());
  const at = Math.min(chosen, hits.length - 1);
  const go = (hit: Hit | undefined): void => {
    if (hit === undefined) return;
    onClose();
    hit.go();
  };
  const goFirst = useEffectEvent(() => {
    setEntered(false);
    go(hits[0]);
  });
  // Whoever types faster than the server answers gets what it finds.
  useEffect(() => {
    if (isEntered && isSettled) goFirst();
  }, [isEntered, isSettled]);
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) setChosen((at + step + hits.length) % hits.length);
    else if (event.key !== 'Enter') return;
    else if (hits[at] === undefined) setEntered(true);
    else go(hits[at]);
    event.preventDefault();
  };
  const groups = [...Map.groupBy(hits, ({ group }) => group)];
  return (
    <>
      <div className={classes.search}>
        <IconSearch size={18} aria-hidden />
        <input
          ref={field}
          className={classes.input}
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={hits[at] === undefined ? undefined : `${id}-${at}`}
          aria-label={t('app.palettePrompt')}
          aria-autocomplete="list"
          placeholder={t('app.palettePrompt')}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          data-autofocus
          value={typed}
          onKeyDown={press}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setChosen(0);
            setEntered(false);
          }}
        />
      </div>
      <div className={classes.list} id={`${id}-list`} role="listbox" aria-label={t('app.palette')}>
        {groups.map(([group, some]) => (
          <div key={group} role="group" aria-label={group}>
            <div className={classes.group} aria-hidden>
              {group}
            </div>
            {some.map((hit) => {
              const place = hits.indexOf(hit);
              return (
                <Option
                  key={hit.key}
                  id={`${id}-${place}`}
                  hit={hit}
                  isChosen={place === at}
                  onPick={() => go(hit)}
                  onHover={() => setChosen(place)}
                />
              );
            })}
          </div>
        ))}
      </div>
      <p className={classes.none} role="status">
        {hits.length === 0 && isSettled && t('app.paletteNothing')}
      </p>
    </>
  );
}

type OptionProps = {
  readonly id: string;
  readonly hit: Hit;
  readonly isChosen: boolean;
  readonly onPick: () => void;
  readonly onHover: () => void;
};

function Option({ id, hit: { label, description, Icon }, isChosen, onPick, onHover }: OptionProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) place.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    // The field keeps the focus; its keys choose.
    <div
      ref={place}
      id={id}
      className={classes.option}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      onClick={onPick}
      onKeyDown={(event) => event.key === 'Enter' && onPick()}
      onMouseMove={onHover}
    >
      <Icon size={16} aria-hidden />
      <span>{label}</span>
      <span className={classes.description}>{description}</span>
    </div>
  );
}
