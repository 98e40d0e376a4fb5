import { useSearchParam } from '../../parts/search-param.ts';
import { ItemView } from './item-view.tsx';
import { LicenseLists } from './license-lists.tsx';

/** All license items, files and vendors, or the one item that the address names as `<vendor>/<id>`. */
export function LicensesPage() {
  const [item] = useSearchParam('item');
  const [vendor = '', id = ''] = item.split('/');
  return vendor === '' || id === '' ? <LicenseLists /> : <ItemView vendor={vendor} id={id} key={item} />;
}
