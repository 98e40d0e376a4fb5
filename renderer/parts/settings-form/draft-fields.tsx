import { Button, NumberInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format.ts';
import { PasswordField } from '../password-field.tsx';
import type { SettingsDraft } from './use-settings-draft.ts';

type Field = {
  readonly draft: SettingsDraft;
  /** Of the setting, without its branch. */
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly isDisabled?: boolean;
};

/** What every field of a draft has in common. */
function common(field: Field) {
  return {
    ...described(field),
  };
}

/** The same of a switch, which stands beside its texts. */
function described({ draft, path, label, hint, isDisabled = false }: Field) {
  return {
    label,
    ...(hint !== undefined && { description: hint }),
    error: draft.wrong(path),
    disabled: isDisabled || draft.isReadOnly || draft.value(path) === undefined,
  };
}

/** The same of what is typed or chosen: what stands under such a field leaves those side by side in line. */
function written(field: Field) {
  return { ...common(field), inputWrapperOrder: ['label', 'input', 'description', 'error'] as Order };
}

type Order = ('label' | 'input' | 'description' | 'error')[];

export function DraftText({ placeholder, ...field }: Field & { readonly placeholder?: string }) {
  const { draft, path } = field;
  return (
    <TextInput
      {...written(field)}
      {...(placeholder !== undefined && { placeholder })}
      value={draft.value<string>(path) ?? ''}
      onChange={({ currentTarget }) => draft.set(path, currentTarget.value)}
    />
  );
}

export function DraftLongText(field: Field) {
  const { draft, path } = field;
  return (
    <Textarea
      {...written(field)}
      autosize
      minRows={3}
      maxRows={10}
      spellCheck={false}
      value={draft.value<string>(path) ?? ''}
      onChange={({ currentTarget }) => draft.set(path, currentTarget.value)}
    />
  );
}

type NumberField = Field & { readonly min: number; readonly max: number; readonly unit: string };

export function DraftNumber({ min, max, unit, ...field }: NumberField) {
  const { draft, path } = field;
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <NumberInput
      {...written(field)}
      error={
        draft.wrong(path) === null ? null : t('settings.range', { min: format.number(min), max: format.number(max) })
      }
      size="sm"
      min={min}
      max={max}
      allowDecimal={false}
      clampBehavior="none"
      hideControls
      {...(unit !== '' && { suffix: ` ${unit}`, thousandSeparator: format.groupSign })}
      decimalSeparator={format.decimalSign}
      value={draft.value<number>(path) ?? ''}
      onChange={(value) => draft.set(path, value === '' ? null : Number(value))}
    />
  );
}

export function DraftSwitch(field: Field) {
  const { draft, path } = field;
  return (
    <Switch
      {...described(field)}
      checked={draft.value<boolean>(path) ?? false}
      onChange={({ currentTarget }) => draft.set(path, currentTarget.checked)}
    />
  );
}

/** Several texts; Enter or a comma ends one. */
export function DraftList({ placeholder, ...field }: Field & { readonly placeholder?: string }) {
  const { draft, path } = field;
  const values = draft.value<readonly string[]>(path) ?? [];
  return (
    <TagsInput
      {...written(field)}
      {...(placeholder !== undefined && values.length === 0 && { placeholder })}
      size="sm"
      splitChars={[',', ';', ' ']}
      acceptValueOnBlur
      value={[...values]}
      onChange={(next) => draft.set(path, next)}
    />
  );
}

type Choice = { readonly value: string; readonly label: string };

export function DraftSelect({ options, ...field }: Field & { readonly options: readonly Choice[] }) {
  const { draft, path } = field;
  return (
    <Select
      {...written(field)}
      allowDeselect={false}
      data={[...options]}
      value={String(draft.value(path) ?? '')}
      onChange={(next) => draft.set(path, typeof draft.value(path) === 'number' ? Number(next) : next)}
    />
  );
}

/** A secret is written, never read: one that is set is kept when nothing is typed, and goes by a button of its own. */
export function DraftSecret(field: Field) {
  const { t } = useTranslation();
  const { draft, path, label } = field;
  const value = draft.value<string | boolean>(path);
  return (
    <div>
      <PasswordField
        {...written(field)}
        {...(value === true && field.hint === undefined && { description: t('settings.secretHint') })}
        autoComplete="new-password"
        placeholder={value === true ? t('settings.secretKept') : value === '' ? t('settings.secretGoes') : ''}
        value={typeof value === 'string' ? value : ''}
        onChange={({ currentTarget: { value: typed } }) => (typed === '' ? draft.forget(path) : draft.set(path, typed))}
      />
      {value === true && !draft.isReadOnly && (
        <Button
          variant="subtle"
          size="compact-xs"
          aria-label={t('settings.removeSecretOf', { name: label })}
          onClick={() => draft.set(path, '')}
        >
          {t('settings.removeSecret')}
        </Button>
      )}
    </div>
  );
}
