/** Pausing new seats, wherever it is told or done. */
export const seats = {
  paused: 'New seats are paused',
  pausedWhat:
    'Devices that hold a seat go on working. A device without one is refused, also one whose seat came free meanwhile.',
  pausedAsk: 'An administrator can resume them.',
  pause: 'Pause new seats',
  pauseLink: 'Pause new seats…',
  pauseAsk: 'Pause new seats?',
  pauseConfirm: 'Pause them',
  pauseWhat: 'Devices that hold a seat renew, release and report as always. No other device gets a seat.',
  whoRefused: 'Refused as if all seats were taken, until new seats are resumed:',
  refused: {
    first: 'a device that asks for the first time, also for a trial;',
    free: 'a device whose seat came free: it gave its seat back, was away for longer than its lease lasts, or its seat was reclaimed;',
    file: 'a device that never connects, when its first request comes in by file.',
  },
  undone: 'It holds from the next request on, also after a restart, and you can undo it here at any time.',
  resume: 'Resume new seats',
  resumeWhat: 'Devices without a seat get one again when they ask',
  actions: 'Actions',
  denied: {
    meaning: 'New seats were paused, and the device held none.',
    next: 'Resume new seats. The device gets its seat when it asks again.',
    over: 'New seats were resumed since. The device gets its seat when it asks again.',
  },
  some: '{{formatted}} of these refusals were because new seats were paused.',
} as const;
