import { useItemName } from './names.ts';
import { TextLink } from './page-link.tsx';

type Props = { readonly vendor: string; readonly id: string };

/** A license item by its name, which leads to it. */
export function ItemLink({ vendor, id }: Props) {
  const itemName = useItemName();
  return (
    <TextLink to="/licenses" search={{ item: `${vendor}/${id}` }} size="sm" title={id}>
      {itemName(vendor, id)}
    </TextLink>
  );
}
