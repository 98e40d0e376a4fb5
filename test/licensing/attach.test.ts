import { describe, expect, it } from 'vitest';
import { attachItems } from '../../licensing/attach.ts';
import { claims, code, item, vendor } from './given.ts';

const line = code({ code: '200001-line', isDefault: false, items: ['it-0'] });
const second = code({ code: '200001-second', isDefault: false, items: ['it-0'] });
const foreign = code({ code: '300001-default', organization: '300001', items: [] });
const by = vendor({ items: [item({ id: 'it-0' })], codes: [code({ items: [] }), line, second, foreign] });

const attach = (
  items: readonly Partial<Parameters<typeof claims>[0]>[],
  choice: Parameters<typeof attachItems>[2] = null,
  of: ReturnType<typeof vendor> | null = by,
) => attachItems({ sub: '200001', items: items.map(claims) }, of, choice);
const attached = (...attachments: { code: string; items: string[] }[]) => ({
  outcome: 'attached',
  createdCode: null,
  attachments,
});
const only = (...codes: string[]) => ({ codes, default: false });

describe('attachItems', () => {
  it('makes the default code of an organization that has none, with all its items', () => {
    expect(attach([{ id: 'a' }, { id: 'b', trial: true }], null, null)).toEqual({
      outcome: 'attached',
      createdCode: '200001-default',
      attachments: [{ code: '200001-default', items: ['a', 'b'] }],
    });
    expect(attach([{ id: 'a' }], null, vendor({ items: [], codes: [foreign] }))).toMatchObject({
      createdCode: '200001-default',
    });
  });

  it('makes that code also when it is named, or when nothing is to be attached', () => {
    expect(attach([{ id: 'a' }], only('200001-default'), null)).toMatchObject({ createdCode: '200001-default' });
    expect(attach([{ id: 'a' }], 'none', null)).toEqual({
      outcome: 'attached',
      createdCode: '200001-default',
      attachments: [],
    });
  });

  it('attaches new items to the default code when nothing is said', () => {
    expect(attach([{ id: 'a' }])).toEqual(attached({ code: '200001-default', items: ['a'] }));
  });

  it('attaches an item that extends another to that one’s codes', () => {
    expect(attach([{ id: 'a', extends: 'it-0' }])).toEqual(
      attached({ code: '200001-line', items: ['a'] }, { code: '200001-second', items: ['a'] }),
    );
  });

  it('attaches it also when the extended item comes with the same file, in whatever order', () => {
    const chain = [
      { id: 'c', extends: 'b' },
      { id: 'b', extends: 'a' },
      { id: 'a', extends: 'it-0' },
    ];
    expect(attach(chain)).toEqual(
      attached({ code: '200001-line', items: ['c', 'b', 'a'] }, { code: '200001-second', items: ['c', 'b', 'a'] }),
    );
    expect(
      attach([
        { id: 'b', extends: 't' },
        { id: 't', trial: true },
      ]),
    ).toEqual(attached({ code: '200001-default', items: ['b', 't'] }));
    expect(
      attach([
        { id: 'a', extends: 'b' },
        { id: 'b', extends: 'a' },
      ]),
    ).toEqual(attached({ code: '200001-default', items: ['a', 'b'] }));
  });

  it('never attaches an item to the codes of another organization', () => {
    const other = code({ code: '300001-default', organization: '300001', items: ['it-0'] });
    const of = vendor({ items: [item({ id: 'it-0', organization: '300001' })], codes: [code({ items: [] }), other] });
    expect(attach([{ id: 'a', extends: 'it-0' }], null, of)).toEqual(
      attached({ code: '200001-default', items: ['a'] }),
    );
  });

  it('goes to the default code when the extended item hangs on none', () => {
    expect(attach([{ id: 'a', extends: 'nope' }])).toEqual(attached({ code: '200001-default', items: ['a'] }));
    expect(attach([{ id: 'a', extends: 'it-0' }], null, null)).toMatchObject({
      attachments: [{ code: '200001-default' }],
    });
  });

  it('attaches to the codes the importer names, whatever the file extends', () => {
    expect(attach([{ id: 'a', extends: 'it-0' }], only('200001-line'))).toEqual(
      attached({ code: '200001-line', items: ['a'] }),
    );
    expect(attach([{ id: 'a' }], { codes: ['200001-line'], default: true })).toEqual(
      attached({ code: '200001-line', items: ['a'] }, { code: '200001-default', items: ['a'] }),
    );
    expect(attach([{ id: 'a', extends: 'it-0' }], { codes: [], default: true })).toEqual(
      attached({ code: '200001-default', items: ['a'] }),
    );
    expect(attach([{ id: 'a' }], { codes: ['200001-default'], default: true })).toEqual(
      attached({ code: '200001-default', items: ['a'] }),
    );
  });

  it('attaches to none when the importer says so, but trial items to the default code always', () => {
    expect(attach([{ id: 'a' }, { id: 't', trial: true }], 'none')).toEqual(
      attached({ code: '200001-default', items: ['t'] }),
    );
    expect(attach([{ id: 't', trial: true, extends: 'it-0' }], only('200001-line'))).toEqual(
      attached({ code: '200001-default', items: ['t'] }),
    );
  });

  it('leaves a renewed item where it hangs, unless the importer names further codes', () => {
    expect(attach([{ id: 'it-0' }])).toEqual(attached());
    expect(attach([{ id: 'it-0' }], 'none')).toEqual(attached());
    expect(attach([{ id: 'it-0' }], only('200001-line', '200001-default'))).toEqual(
      attached({ code: '200001-default', items: ['it-0'] }),
    );
  });

  it('refuses a code that does not exist, and one of another organization', () => {
    expect(attach([{ id: 'a' }], only('200001-nope'))).toEqual({
      outcome: 'refused',
      code: 'handshake_unknown',
      field: null,
    });
    expect(attach([{ id: 'a' }], only('300001-default'))).toEqual({
      outcome: 'refused',
      code: 'handshake_foreign',
      field: null,
    });
  });
});
