import i18next from 'i18next';

/**
 * The server's own sentence in the language of the console: it knows names and figures that a code does not. Null: it is one
 * that has no sentence here, or the console speaks the server's language anyway.
 */
export function sayDetail(detail: string): string | null {
  for (const [key, pattern] of patterns) {
    const found = pattern.exec(detail);
    if (found === null) continue;
    const text = `details.${key}`;
    return i18next.exists(text, { lng: i18next.language, fallbackLng: [] })
      ? i18next.t(text as never, { ...found.groups })
      : null;
  }
  return null;
}

/** Sentences of the server by what they say; the groups are what stands in them. */
export const detailPatterns = {
  missing: /^The (?:required )?field (?<field>\S+) is missing\.$/,
  object: /^The field (?<field>\S+) must be an object\.$/,
  list: /^The field (?<field>\S+) must be a list\.$/,
  text: /^The field (?<field>\S+) must be a text\.$/,
  whole: /^The (?:field|value) (?<field>\S+) (?:must be|is not) a whole number\.$/,
  boolean: /^The (?:field|value) (?<field>\S+) (?:must be|is not) true or false\.$/,
  atLeast: /^The field (?<field>\S+) must be at least (?<least>[-\d.]+)\.$/,
  atMost: /^The field (?<field>\S+) must be at most (?<most>[-\d.]+)\.$/,
  multiple: /^The field (?<field>\S+) must be a multiple of (?<of>\d+)\.$/,
  entriesAtLeast: /^The field (?<field>\S+) must have at least (?<least>\d+) entries\.$/,
  entriesAtMost: /^The field (?<field>\S+) must have at most (?<most>\d+) entries\.$/,
  charactersAtLeast: /^The field (?<field>\S+) must have at least (?<least>\d+) characters\.$/,
  charactersAtMost: /^The field (?<field>\S+) must have at most (?<most>\d+) characters\.$/,
  form: /^The field (?<field>\S+) is not in (?:the|one of the) documented forms?(?: or range)?\.$/,
  unknown: /^The field (?<field>\S+) is (?:none of the documented values|not the documented value)\.$/,
  nameTaken: /^The name (?<name>.+) is taken\. Choose another one\.$/,
  onlyAdministrator: /^(?<name>.+) is the only administrator\. Give another user the role admin first\.$/,
  codeExists: /^The handshake code (?<code>\S+) exists already\.$/,
  organizationUnknown: /^No license file names the organization (?<organization>\S+)\. A code begins with /,
  noItem: /^There is no license item (?<item>\S+) of organization (?<organization>\S+)\. Choose one of its items\.$/,
  isDefault: /^(?<code>\S+) is the default code of organization (?<organization>\S+)\. Make another code the default /,
  accessRule: /^An access rule is a device UUID, a friendly name with \*, an address or a range like /,
  reservationNames: /^Each reservation needs a name of its own\.$/,
  vendorUnknown: /^The vendor (?<vendor>\S+) is not known here\. Import a license file /,
  exportStopped: /^The export was stopped\. Nothing is lost/,
  noRoom: /^There is no room left for (?<path>.+)\. Free space on that drive /,
  tooLargeForDrive: /^(?<path>.+) is larger than that drive can hold in one file\. /,
  readOnly: /^The drive of (?<path>.+) is read-only\. /,
  notAllowed: /^This account may not use (?<path>.+)\. Give it the right /,
  driveGone: /^The drive of (?<path>.+) does not answer any more\. /,
  folderMissing: /^The folder of (?<path>.+) does not exist\. /,
  noFolder: /^(?<path>.+) is a file, or lies in one, where a folder is needed\. /,
  fileExists: /^(?<path>.+) exists already\. Choose another name or remove it first\.$/,
  notFolder: /^(?<path>.+) is not a folder\. Choose a folder\.$/,
  notFile: /^(?<path>.+) is not a regular file\. Choose a file name\.$/,
  readBackDiffers: /^(?<path>.+) read back differently from what was written\. /,
  otherSite: /^The license file was issued for the site (?<other>\S+); this is (?<site>\S+)\. /,
  otherKey: /^The license file is bound to another key than the present one of this site\. /,
  superseded: /^License file (?<serial>\d+) of organization (?<organization>\S+) is not newer than one /,
  contradicts: /^The license file contradicts an earlier one at (?<field>\S+): /,
  answerForOtherSite: /^The acknowledgement is for the site (?<other>\S+); this is (?<site>\S+)\. /,
  answerNeverMade:
    /^The acknowledgement is for bundle (?<seq>\d+) of epoch (?<epoch>\d+), which was never made here\. /,
  answerForOtherBundle: /^The acknowledgement is for another bundle (?<seq>\d+) of epoch (?<epoch>\d+) than /,
  isBundle: /^This is a sync bundle, which travels from a site to the vendor\. /,
  isRequest: /^This is an activation request, which travels from a site to the vendor\. /,
  isLease: /^This is the lease of a device that never connects\. /,
  unreadable: /^This file cannot be read, or not any more: /,
  isBackup: /^This is a backup of a site\. It is not imported but restored/,
  relayMissing: /^Enter the name or address of the site's mail relay\.$/,
  senderMissing: /^Enter the address that alerts are sent from\.$/,
  recipientMissing: /^Enter at least one address to send to\.$/,
  webhookMissing: /^Enter the address that alerts are posted to\.$/,
  syslogMissing: /^Enter the name or address of the syslog server\.$/,
  relayTook: /^The mail relay took the message\. /,
  relayRefusedSome: /^The relay refused these recipients: (?<recipients>.+)\.$/,
  webhookTook: /^The webhook took the message\.$/,
  webhookAnswered: /^The webhook answered (?<status>\d+)\. /,
  syslogSent: /^The message was sent to the syslog server\. /,
  refusedConnection: /^The (?:mail relay|webhook on|syslog server) (?<target>\S+) refused the connection\. /,
  nameUnknown:
    /^The (?:mail relay|webhook on|syslog server) (?<target>\S+) is not known on this network by that name\. /,
  noAnswer: /^The (?:mail relay|webhook on|syslog server) (?<target>\S+) did not answer in time\. /,
  away: /^The (?:mail relay|webhook on|syslog server) (?<target>\S+) cannot be reached from this machine\. /,
  closed: /^The (?:mail relay|webhook on|syslog server) (?<target>\S+) closed the connection\. /,
  noTls: /^The (?:mail relay|webhook on|syslog server) (?<target>\S+) does not speak TLS there\. /,
  untrusted:
    /^The (?:mail relay|webhook on|syslog server) (?<target>\S+) has a certificate that is not trusted \((?<why>.+)\)\. /,
  logInRefused:
    /^The (?:mail relay|webhook on|syslog server) (?<target>\S+) refused user name or password: (?<said>.+)\. Enter them anew /,
  messageRefused:
    /^The (?:mail relay|webhook on|syslog server) (?<target>\S+) refused the message: (?<said>.+)\. Check sender /,
  notReached: /^The (?:mail relay|webhook on|syslog server) (?<target>\S+) could not be reached: (?<why>.+)\.$/,
} as const satisfies Readonly<Record<string, RegExp>>;

export type DetailKey = keyof typeof detailPatterns;

const patterns = Object.entries(detailPatterns) as readonly (readonly [DetailKey, RegExp])[];
