import { describe, expect, it } from 'vitest';
import { matchesApps, passesValidation } from '../../licensing/validation.ts';
import { code, request } from './given.ts';

describe('passesValidation', () => {
  it('lets every app pass when no list has an entry', () => {
    expect(passesValidation(code(), request())).toBe(true);
  });

  it.each([
    ['a domain', { domains: ['acme.example'] }, { app: 'scan.acme.example' }],
    ['an application identifier', { applications: ['com.acme.*'] }, { app: 'COM.acme.scan' }],
    ['a process name', { processes: ['scan*.exe'] }, { process: 'Scan64.exe' }],
    ['a process name sent as app', { processes: ['scan.exe'] }, { app: 'scan.exe' }],
    ['an identifier sent as process', { applications: ['com.acme.*'] }, { process: 'com.acme.scan' }],
    ['one list of several', { domains: ['x.example'], processes: ['scan.exe'] }, { app: 'y', process: 'scan.exe' }],
  ])('lets an app pass that matches %s', (_, lists, app) => {
    expect(passesValidation(code(lists), request(app))).toBe(true);
  });

  it('refuses an app that matches no entry, and one that does not say what it is', () => {
    const lists = code({ domains: ['acme.example'], applications: ['com.acme.*'], processes: ['scan.exe'] });
    expect(passesValidation(lists, request({ app: 'com.other.scan', process: 'other.exe' }))).toBe(false);
    expect(passesValidation(lists, request())).toBe(false);
  });
});

describe('matchesApps', () => {
  it('is true when one pattern matches app or process', () => {
    expect(matchesApps(['x', 'com.acme.*'], { app: 'com.acme.a', process: null })).toBe(true);
    expect(matchesApps(['x', 'com.acme.*'], { app: null, process: 'com.acme.a' })).toBe(true);
    expect(matchesApps(['x'], { app: 'y', process: 'z' })).toBe(false);
  });
});
