import { afterEach, describe, expect, it } from 'vitest';
import { deliveryProblem } from '../../../../dls/alerts/channels/delivery-problem.ts';
import { sendEmail } from '../../../../dls/alerts/channels/email.ts';
import { selfSigned } from '../support/certificates.ts';
import { channelSettings, outgoing, sending } from '../support/given.ts';
import { type Relay, type RelayOptions, startRelay } from '../support/relay.ts';

let relay: Relay;
afterEach(() => relay.close());

type Email = Parameters<typeof sending>[0]['email'];

const send = (email: Email = {}, authorities = '', message = outgoing()) =>
  sendEmail(message, sending({ email: { port: relay.port, ...email }, authorities }));

/** What an administrator is told when it fails. */
const problem = async (email: Email = {}) => {
  const channels = channelSettings({ email: { port: relay.port, ...email } });
  const failure = await send(email).then(
    () => null,
    (error: unknown) => error,
  );
  return deliveryProblem(failure, 'email', channels);
};

const start = async (options?: RelayOptions) => {
  relay = await startRelay(options);
};

describe('sendEmail', () => {
  it('hands the message to the relay for To, CC and BCC, and names BCC to nobody', async () => {
    await start();
    const cc = ['boss@plant.example'];
    const bcc = ['audit@plant.example'];
    expect(await send({ to: ['it@plant.example', 'night@plant.example'], cc, bcc })).toBeNull();
    const [mail, ...others] = relay.mails;
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      from: 'causeway@plant.example',
      recipients: ['it@plant.example', 'night@plant.example', 'boss@plant.example', 'audit@plant.example'],
      user: null,
      secure: false,
    });
    expect(mail?.text).toContain('To: it@plant.example, night@plant.example');
    expect(mail?.text).toContain('Cc: boss@plant.example');
    expect(mail?.text).not.toContain('audit@');
  });

  it('says what happened and what to do, and that no answer is expected', async () => {
    await start();
    await send();
    const text = relay.mails[0]?.text.replaceAll('\r\n', '\n').replaceAll('=\n', '') ?? '';
    expect(text).toContain('Subject: [Causeway] Barcode Reader: 90 % of the quota used\n');
    expect(text).toContain('Message-ID: <site.1.7-7@causeway.invalid>\n');
    expect(text).toContain('Date: Mon, 01 Jun 2026 00:00:00 +0000\n');
    expect(text).toContain('Auto-Submitted: auto-generated\n');
    expect(text).toContain('\n\nIt has used 9 of 10.\nNext step: Buy more.\n\nCauseway 1.2.3, site 5b7e2f86-');
  });

  it('keeps a line break in a name out of the header', async () => {
    await start();
    await send({}, '', outgoing({ title: 'Reader\r\nBcc: thief@elsewhere.example' }));
    expect(relay.mails[0]?.recipients).toEqual(['it@plant.example']);
    expect(relay.mails[0]?.text).not.toMatch(/^Bcc:/im);
  });

  it('logs in where a user is set', async () => {
    await start({ login: { user: 'plant', password: 'pässword 1' } });
    await send({ user: 'plant', password: 'pässword 1' });
    expect(relay.mails).toMatchObject([{ user: 'plant' }]);
  });

  it('uses TLS from the first byte on, with an authority of the settings', async () => {
    const pem = await selfSigned();
    await start({ tls: 'direct', pem });
    await send({ security: 'tls' }, pem.cert);
    await send({ security: 'tls', host: 'localhost' }, pem.cert);
    expect(relay.mails.map(({ secure }) => secure)).toEqual([true, true]);
  });

  it('upgrades by STARTTLS, and sends nothing where the relay does not offer it', async () => {
    const pem = await selfSigned();
    await start({ tls: 'starttls', pem });
    await send({ security: 'starttls' }, pem.cert);
    expect(relay.mails).toMatchObject([{ secure: true }]);
    await relay.close();
    await start();
    await expect(send({ security: 'starttls' })).rejects.toThrow();
    expect(relay.mails).toEqual([]);
  });

  it('tells of recipients that the relay refused, when it took the message for others', async () => {
    await start({ refuses: ['gone@plant.example'] });
    expect(await send({ to: ['it@plant.example', 'gone@plant.example'] })).toBe(
      'The relay refused these recipients: gone@plant.example.',
    );
    expect(relay.mails).toMatchObject([{ recipients: ['it@plant.example'] }]);
  });
});

describe('a relay that does not take a message', () => {
  it('is named with the next step, and the password is not', async () => {
    await start({ login: { user: 'plant', password: 'right' } });
    const wrong = await problem({ user: 'plant', password: 'Secret-1' });
    expect(wrong).toMatch(
      /^The mail relay 127\.0\.0\.1:\d+ refused user name or password: 535 .* Enter them anew in the settings\.$/,
    );
    expect(wrong).not.toContain('Secret-1');
    await relay.close();
    expect(await problem()).toMatch(/ refused the connection\. Check that it runs, and its port\.$/);
    await start({ refuses: ['it@plant.example'] });
    expect(await problem()).toMatch(
      / refused the message: 550 No such user\. Check sender and recipients in the settings\.$/,
    );
  });

  it('is told apart by its certificate', async () => {
    await start({ tls: 'direct', pem: await selfSigned() });
    expect(await problem({ security: 'tls' })).toMatch(
      / has a certificate that is not trusted \(self-signed certificate\)\. Add the certificate of its authority in the settings, or check the name\.$/,
    );
  });

  it('is not waited for when the server stops', async () => {
    await start();
    const stop = new AbortController();
    stop.abort(new Error('the server stops'));
    const given = sending({ email: { port: relay.port } }, stop.signal);
    await expect(sendEmail(outgoing(), given)).rejects.toThrow();
    expect(relay.mails).toEqual([]);
  });
});
