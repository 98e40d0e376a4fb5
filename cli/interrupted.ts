/** The person at the keyboard ended the command. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
