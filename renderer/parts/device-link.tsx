import { TextLink } from './page-link.tsx';

type Props = {
  readonly uuid: string;
  /** Friendly name; null: the device is named by the beginning of its UUID. */
  readonly name: string | null;
};

/** A device by its name, which leads to it. */
export function DeviceLink({ uuid, name }: Props) {
  return (
    <TextLink to="/devices" search={{ device: uuid }} size="sm" title={uuid}>
      {name ?? shortUuid(uuid)}
    </TextLink>
  );
}

/** Enough of a UUID to tell devices apart on a screen. */
export function shortUuid(uuid: string): string {
  return uuid === '' ? '–' : `${uuid.slice(0, 8)}…`;
}
