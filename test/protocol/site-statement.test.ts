import { expect, test } from 'vitest';
import { statement } from '../../build/vectors/payloads.ts';
import { verifySiteStatement } from '../../protocol/site-statement.ts';
import { casesOf, trustedKeys } from '../vectors/vector-file.ts';

test('tells the servers of a site, main first, and the pins of their certificates', async () => {
  const [row] = casesOf('site-statement', true);
  expect(await verifySiteStatement(row!.text, trustedKeys('site'))).toEqual(statement);
});
