import * as Type from 'typebox';
import { Epoch, Id, OrganizationId, oneOf, Uuid, VendorId, whole, words } from '../../../../protocol/shape.ts';

export const nullable = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

export const Roles = oneOf(['viewer', 'operator', 'admin'] as const);

/** Passwords of administrators and of handshake codes (protocol.md section 3). */
export const Password = words(8, 128);

export const UserName = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$' });

/** `<organizationId>-<name>` (rules.md section 2). */
export const Code = Type.String({ pattern: '^[A-Za-z0-9._]{1,64}-[A-Za-z0-9_-]{1,48}$' });

export const Metrics = oneOf([
  'device',
  'concurrent-device',
  'concurrent-instance',
  'usage',
  'server',
  'domain',
] as const);

export const Text = Type.String();

export { Epoch, Id, OrganizationId, oneOf, Uuid, VendorId, whole, words };
