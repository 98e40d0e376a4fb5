import { Text } from '@mantine/core';

type Props = { readonly vendor: string; readonly vendorName: string };

/** A vendor by name, with the id in small print. */
export function VendorName({ vendor, vendorName }: Props) {
  return (
    <span title={vendor}>
      {vendorName}
      {vendorName !== vendor && (
        <Text span size="xs" c="dimmed">
          {' '}
          {vendor}
        </Text>
      )}
    </span>
  );
}
