import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { BRIDGE, callChannel, callNames, type EventName, eventChannel, eventNames } from '../contract.ts';

/** The whole of what a page can reach outside of itself: the calls and events of the contract, by name. */
const invoked = callNames.map(
  (name) => [name, (input: unknown = {}) => ipcRenderer.invoke(callChannel(name), input)] as const,
);

function on(name: EventName, listener: (event: unknown) => void): () => void {
  if (!eventNames.includes(name)) throw new Error(`There is no event ${String(name)}.`);
  const channel = eventChannel(name);
  const hear = (_event: IpcRendererEvent, value: unknown): void => listener(value);
  ipcRenderer.on(channel, hear);
  return () => {
    ipcRenderer.removeListener(channel, hear);
  };
}

contextBridge.exposeInMainWorld(BRIDGE, { ...Object.fromEntries(invoked), on });
