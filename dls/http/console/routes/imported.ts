import * as Type from 'typebox';
import type { Shape } from '../../../../protocol/shape.ts';
import { IMPORT_CHANGES } from '../../../gap/import-result.ts';
import type { FileResult } from '../../../operations/import-file.ts';
import { ITEM_CHANGES, type LicenseResult } from '../../../operations/license-result.ts';
import { Epoch, Metrics, nullable, oneOf, Text, whole } from './shapes.ts';

const told = {
  summary: Text,
  vendor: Text,
  vendorName: Text,
  alreadyImported: Type.Boolean(),
  changes: Type.Array(
    Type.Object(
      { change: oneOf(IMPORT_CHANGES), subject: Text, text: Text },
      { description: 'What is, or would be, different from now on' },
    ),
  ),
};

const Item = Type.Object({
  id: Text,
  product: Text,
  name: Text,
  metric: Metrics,
  quota: whole(0),
  start: Epoch,
  end: Epoch,
  change: oneOf(ITEM_CHANGES),
});

const License = Type.Object({
  kind: Type.Literal('license'),
  ...told,
  organization: Text,
  licensee: Text,
  serial: whole(1),
  items: Type.Array(Item),
  codes: Type.Array(Text, { description: 'Codes that the items of the file hang on' }),
});

const Card = Type.Object({ kind: Type.Literal('vendor-card'), ...told, name: Text, thumbprint: Text });

const Acknowledgement = Type.Object({
  kind: Type.Literal('acknowledgement'),
  ...told,
  epoch: whole(1),
  seq: Type.Integer({ minimum: 0, description: 'The last bundle that it covers; 0: none' }),
  late: Type.Boolean({ description: 'A newer one was imported before: only the license files in it counted' }),
  licenses: Type.Array(License),
});

const DeviceReturn = Type.Object({
  kind: Type.Literal('device-return'),
  ...told,
  device: Text,
  freed: Type.Boolean({ description: 'The seat came free with it' }),
});

const DeviceRequest = Type.Object({
  kind: Type.Literal('device-request'),
  ...told,
  device: Text,
  request: Text,
  asked: Type.Object(
    {
      name: nullable(Text),
      platform: nullable(Text),
      os: nullable(Text),
      app: nullable(Text),
      version: nullable(Text),
      product: Text,
      features: Type.Array(Text),
      days: whole(0),
    },
    { description: 'What the device says of itself and wants' },
  ),
  item: Type.Object({ id: Text, name: Text }, { description: 'The item that its lease is of' }),
  days: Type.Integer({ description: 'Length of its lease' }),
  until: Epoch,
  answer: Type.String({ description: 'Content of the file to take to the device; empty in a preview' }),
  name: Type.String({ description: 'A name for that file' }),
});

/** What importing a file did, or would do: each kind of file adds facts of its own. */
export const Imported = Type.Union([License, Card, Acknowledgement, DeviceReturn, DeviceRequest]);

export function shownImport(result: FileResult): Shape<typeof Imported> {
  if (result.kind === 'license') return shownLicense(result);
  const { already: alreadyImported, ...facts } = result;
  if (facts.kind !== 'acknowledgement') return { ...facts, alreadyImported };
  return { ...facts, alreadyImported, licenses: facts.licenses.map(shownLicense) };
}

function shownLicense({ already: alreadyImported, ...facts }: LicenseResult): Shape<typeof License> {
  return { ...facts, alreadyImported };
}
