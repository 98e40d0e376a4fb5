import { useSearchParam } from '../../parts/search-param.ts';
import { HandshakeList } from './handshake-list.tsx';
import { HandshakeView } from './handshake-view.tsx';

/** All handshake codes, or the one that the address names as `<vendor>/<code>`. */
export function HandshakesPage() {
  const [named] = useSearchParam('code');
  const [vendor = '', code = ''] = named.split('/');
  return vendor === '' || code === '' ? <HandshakeList /> : <HandshakeView vendor={vendor} code={code} key={named} />;
}
