/** What is wrong with a setting and what to enter instead, by its path; a path may leave steps out in the middle. */
export const settingWrong = {
  'network/host': 'Enter an address of this machine, such as 0.0.0.0 or 192.168.4.10.',
  'network/port': 'Enter a port that is free on this machine and not that of the console, mostly above 1023.',
  'network/servers':
    'Enter whole base addresses without a path, such as https://licenses.plant.example:4870, 16 at most.',
  'network/names': 'Enter names and addresses without https:// and port, such as licenses.plant.example, 64 at most.',
  'console/host': 'Enter localhost or an address of this machine, such as 192.168.4.10.',
  'console/port': 'Enter a port that is free on this machine and not that of the devices, mostly above 1023.',
  'console/names': 'Enter names without https:// and port, such as licenses.plant.example, 64 at most.',
  'backups/schedule': 'This is no cron pattern. Enter five figures, such as 7 * * * *.',
  'backups/places': 'Enter the full path of a folder that is there, can be written, and is not inside the data folder.',
  'channels/email/host': 'Enter the name or address of the mail relay.',
  'channels/email/from': 'Enter the address that alerts are sent from.',
  'channels/email/to': 'Enter at least one whole address to send to, such as it@plant.example.',
  'channels/email/cc': 'Enter whole addresses, such as it@plant.example.',
  'channels/email/bcc': 'Enter whole addresses, such as it@plant.example.',
  'channels/webhook/url': 'Enter a whole address without user and password, such as https://host/path.',
  'channels/syslog/host': 'Enter the name or address of the syslog server.',
  'channels/authorities': 'Paste certificates in PEM form, and nothing else.',
  'alerts/thresholds': 'Enter whole numbers from 1 to 1,000, 16 at most.',
  'alerts/failures/thresholds': 'Enter whole numbers from 1 to 100, 16 at most.',
  'alerts/days': 'Enter whole numbers up to 3,650, 16 at most.',
} as const;
