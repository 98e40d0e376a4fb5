/** Whether a text can be an organization id: letters, digits, `.` and `_`, without the `-` that a code's name follows. */
export function isOrganizationId(text: string): boolean {
  return /^[A-Za-z0-9._]{1,64}$/.test(text);
}

/** The handshake code of an organization with a name (rules.md section 2). The name is *not* checked. */
export function codeName(organization: string, name: string): string {
  return `${organization}-${name}`;
}

/** Whether a text is a handshake code of an organization: its id, `-`, and a name of 1–48 of `A-Z a-z 0-9 _ -`. */
export function isCodeName(text: string, organization: string): boolean {
  const prefix = codeName(organization, '');
  return text.startsWith(prefix) && /^[A-Za-z0-9_-]{1,48}$/.test(text.slice(prefix.length));
}
