import { describe, expect, it } from 'vitest';
import { createEventReader } from '../../../electron/main/control-link.ts';

describe('live events of a server', () => {
  it('are read however they are cut', () => {
    const text = ': connected\n\nevent: alerts\ndata: {"test":true}\n\n: still here\n\nevent: status\ndata: {}\n\n';
    for (const size of [1, 7, text.length]) {
      const heard: unknown[] = [];
      const take = createEventReader((topic, data) => heard.push([topic, data]));
      for (let at = 0; at < text.length; at += size) take(text.slice(at, at + size));
      expect(heard).toEqual([
        ['alerts', { test: true }],
        ['status', {}],
      ]);
    }
  });
});
