import type { Messages } from '../messages.ts';

export const settingWrong: Messages['settingWrong'] = {
  'network/host': 'Geben Sie eine Adresse dieses Rechners ein, etwa 0.0.0.0 oder 192.168.4.10.',
  'network/port':
    'Geben Sie einen Port ein, der auf diesem Rechner frei und nicht der der Konsole ist, meist über 1023.',
  'network/servers':
    'Geben Sie ganze Basisadressen ohne Pfad ein, etwa https://licenses.plant.example:4870, höchstens 16.',
  'network/names':
    'Geben Sie Namen und Adressen ohne https:// und Port ein, etwa licenses.plant.example, höchstens 64.',
  'console/host': 'Geben Sie localhost oder eine Adresse dieses Rechners ein, etwa 192.168.4.10.',
  'console/port':
    'Geben Sie einen Port ein, der auf diesem Rechner frei und nicht der der Geräte ist, meist über 1023.',
  'console/names': 'Geben Sie Namen ohne https:// und Port ein, etwa licenses.plant.example, höchstens 64.',
  'backups/schedule': 'Das ist kein Cron-Muster. Geben Sie fünf Angaben ein, etwa 7 * * * *.',
  'backups/places':
    'Geben Sie den ganzen Pfad eines Ordners ein, den es gibt, der beschreibbar ist und nicht im Datenordner liegt.',
  'channels/email/host': 'Geben Sie Namen oder Adresse des Mail-Relays ein.',
  'channels/email/from': 'Geben Sie die Adresse ein, von der Warnungen kommen.',
  'channels/email/to': 'Geben Sie mindestens eine ganze Adresse ein, an die gesendet wird, etwa it@plant.example.',
  'channels/email/cc': 'Geben Sie ganze Adressen ein, etwa it@plant.example.',
  'channels/email/bcc': 'Geben Sie ganze Adressen ein, etwa it@plant.example.',
  'channels/webhook/url': 'Geben Sie eine ganze Adresse ohne Benutzer und Passwort ein, etwa https://host/pfad.',
  'channels/syslog/host': 'Geben Sie Namen oder Adresse des Syslog-Servers ein.',
  'channels/authorities': 'Fügen Sie Zertifikate in PEM-Form ein und sonst nichts.',
  'alerts/thresholds': 'Geben Sie ganze Zahlen von 1 bis 1.000 ein, höchstens 16.',
  'alerts/failures/thresholds': 'Geben Sie ganze Zahlen von 1 bis 100 ein, höchstens 16.',
  'alerts/days': 'Geben Sie ganze Zahlen bis 3.650 ein, höchstens 16.',
};
