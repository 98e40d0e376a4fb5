import type { RunningServer } from '../support/commands.ts';

export type RequestFigure = {
  readonly path: string;
  /** The first time after the start, when nothing is kept in memory. */
  readonly first: number;
  /** Of the slower of the two after it. */
  readonly milliseconds: number;
};

type Asking = {
  readonly token: string;
  /** What pages asked for. */
  readonly asked: readonly string[];
};

/** Times each request that a page makes, and searches and sorts of every list, one after the other. */
export async function measureRequests(
  server: RunningServer,
  { token, asked }: Asking,
): Promise<readonly RequestFigure[]> {
  const figures: RequestFigure[] = [];
  for (const path of new Set([...asked, ...searches, ...sorts])) {
    const times: number[] = [];
    for (let round = 0; round < 3; round++) times.push(await time(server.console + path, token));
    const [first = 0, ...later] = times;
    figures.push({ path, first, milliseconds: Math.max(...later) });
  }
  return figures;
}

async function time(url: string, token: string): Promise<number> {
  const started = performance.now();
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  await answer.arrayBuffer();
  // A role that may not look there, or a device that is gone, is no figure.
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  return performance.now() - started;
}

const api = '/admin/v1';

const searches: readonly string[] = [
  ...['', '&search=scanner-9', '&sort=-count'].map((asked) => `${api}/usage?by=device${asked}`),
  ...['line-scanner-0421', '10.20.17', 'zzz', 'com.acme'].map((text) => `${api}/devices?search=${text}`),
  ...['live', 'offline', 'lost', 'idle'].map((state) => `${api}/devices?state=${state}`),
  `${api}/devices?item=gate-scan&vendor=acme-vision`,
  `${api}/devices?handshake=200001-hall-4`,
  `${api}/devices?handshake=200001-hall-4&search=scanner-9&sort=-last`,
  `${api}/devices?platform=android&sort=name`,
  ...['gate-04', 'zzz'].map((text) => `${api}/leases?search=${text}`),
  `${api}/leases?off=true`,
  ...['kiosk', 'quota', 'zzz'].map((text) => `${api}/denials?search=${text}`),
  `${api}/denials?code=quota_exhausted`,
  ...['line-scanner', 'zzz'].map((text) => `${api}/ledger?search=${text}`),
  `${api}/ledger?kind=grant`,
  `${api}/ledger?actor=user:mia`,
  `${api}/items?search=scan`,
  `${api}/handshakes?search=hall`,
];

const sorts: readonly string[] = [
  ...['name', '-name', 'last', '-last', 'platform', '-app', 'uuid'].map((sort) => `${api}/devices?sort=${sort}`),
  ...['iat', '-exp'].map((sort) => `${api}/leases?sort=${sort}`),
  ...['-count', 'device', 'address', '-first'].map((sort) => `${api}/denials?sort=${sort}`),
  `${api}/ledger?sort=height`,
];
