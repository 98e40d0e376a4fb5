/** The kind of the event that begins a new epoch. */
export const EPOCH_EVENT = 'epoch';
