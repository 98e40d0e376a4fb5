/** The files that travel, as systems know them (protocol.md section 2). */
export const travellingFiles = [
  { ending: 'cwlic', name: 'Causeway license file' },
  { ending: 'cwcard', name: 'Causeway vendor card' },
  { ending: 'cwack', name: 'Causeway acknowledgement' },
  { ending: 'cwdev', name: 'Causeway device file' },
  { ending: 'cwreq', name: 'Causeway activation request' },
  { ending: 'cwsync', name: 'Causeway sync bundle' },
  { ending: 'cwbackup', name: 'Causeway backup' },
] as const;
