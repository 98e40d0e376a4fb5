import { TextLink } from './page-link.tsx';

type Props = { readonly vendor: string; readonly code: string };

/** A handshake code, which leads to it. */
export function CodeLink({ vendor, code }: Props) {
  return (
    <TextLink to="/handshakes" search={{ code: `${vendor}/${code}` }} size="sm">
      {code}
    </TextLink>
  );
}
