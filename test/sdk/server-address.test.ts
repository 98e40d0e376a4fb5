import { describe, expect, it } from 'vitest';
import { isLoopback, parseServer, serverList } from '../../sdk/server-address.ts';

describe('a server address', () => {
  it.each([
    ['https://10.0.0.5:4870', 'https://10.0.0.5:4870'],
    ['https://Licenses.example/', 'https://licenses.example'],
    ['https://[fd00::1]:4870', 'https://[fd00::1]:4870'],
    ['http://127.0.0.1:4870', 'http://127.0.0.1:4870'],
    ['http://127.8.9.1:1', 'http://127.8.9.1:1'],
    ['http://localhost:4870', 'http://localhost:4870'],
    ['http://[::1]:4870', 'http://[::1]:4870'],
  ])('%s is taken', (text, server) => {
    expect(parseServer(text)).toBe(server);
  });

  it.each([
    'http://10.0.0.5:4870',
    'http://127.0.0.1.example:4870',
    'http://localhost.example',
    'ftp://10.0.0.5',
    'https://10.0.0.5/path',
    'https://10.0.0.5/?a=b',
    'https://a:b@10.0.0.5',
    '10.0.0.5:4870',
    '',
    'https://',
  ])('%s is not', (text) => {
    expect(parseServer(text)).toBeNull();
  });

  it.each([
    ['127.0.0.1', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['10.0.0.1', false],
    ['::2', false],
    ['', false],
    ['127.0.0.1.5.example', false],
  ])('of a socket is this machine: %s %s', (address, local) => {
    expect(isLoopback(address)).toBe(local);
  });
});

describe('the list of servers', () => {
  it('has the configured ones first, then those that the site named, each once', () => {
    expect(serverList(['https://a', 'https://b'], ['https://b/', 'https://main', 'https://standby'])).toEqual([
      'https://a',
      'https://b',
      'https://main',
      'https://standby',
    ]);
  });

  it('takes nothing from a site that cannot be a server, nor this machine when the site is elsewhere', () => {
    expect(serverList(['https://a'], ['http://evil', 'nonsense', 'http://127.0.0.1:1', 'https://localhost'])).toEqual([
      'https://a',
    ]);
    expect(serverList(['http://127.0.0.1:1'], ['https://127.0.0.1:2'])).toEqual([
      'http://127.0.0.1:1',
      'https://127.0.0.1:2',
    ]);
  });

  it('ends somewhere', () => {
    expect(
      serverList(
        [],
        Array.from({ length: 60 }, (_, index) => `https://s${index}`),
      ).length,
    ).toBe(16);
  });
});
