import type { Messages } from '../messages.ts';

export const seats: Messages['seats'] = {
  paused: 'Neue Plätze sind angehalten',
  pausedWhat:
    'Geräte, die einen Platz haben, arbeiten weiter. Ein Gerät ohne Platz wird abgelehnt, auch eines, dessen Platz inzwischen frei wurde.',
  pausedAsk: 'Ein Administrator kann sie wieder freigeben.',
  pause: 'Neue Plätze anhalten',
  pauseLink: 'Neue Plätze anhalten…',
  pauseAsk: 'Neue Plätze anhalten?',
  pauseConfirm: 'Anhalten',
  pauseWhat:
    'Geräte, die einen Platz haben, verlängern, geben zurück und melden wie immer. Kein anderes Gerät bekommt einen Platz.',
  whoRefused: 'Abgelehnt, als wären alle Plätze belegt, bis neue Plätze wieder freigegeben sind:',
  refused: {
    first: 'ein Gerät, das zum ersten Mal anfragt, auch für eine Probe;',
    free: 'ein Gerät, dessen Platz frei wurde: Es gab ihn zurück, war länger weg, als sein Lease dauert, oder sein Platz wurde zurückgeholt;',
    file: 'ein Gerät, das sich nie verbindet, wenn seine erste Anfrage als Datei kommt.',
  },
  undone:
    'Es gilt ab der nächsten Anfrage, auch nach einem Neustart, und Sie können es hier jederzeit rückgängig machen.',
  resume: 'Neue Plätze freigeben',
  resumeWhat: 'Geräte ohne Platz bekommen wieder einen, wenn sie anfragen',
  actions: 'Aktionen',
  denied: {
    meaning: 'Neue Plätze waren angehalten, und das Gerät hatte keinen.',
    next: 'Geben Sie neue Plätze frei. Das Gerät bekommt seinen Platz, wenn es wieder anfragt.',
    over: 'Neue Plätze sind inzwischen freigegeben. Das Gerät bekommt seinen Platz, wenn es wieder anfragt.',
  },
  some: '{{formatted}} dieser Ablehnungen kamen davon, dass neue Plätze angehalten waren.',
};
