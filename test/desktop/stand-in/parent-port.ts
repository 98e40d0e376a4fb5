import { EventEmitter } from 'node:events';

/** Gives a forked process the port that Electron gives its utility processes; messages wait for the first listener. */
class ParentPort extends EventEmitter {
  postMessage(message: unknown): void {
    process.send?.(message);
  }
}

const port = new ParentPort();
port.once('newListener', () => {
  process.on('message', (data) => port.emit('message', { data, ports: [] }));
});
// Chromium ends its utility processes with itself.
process.on('disconnect', () => process.exit(1));
Object.assign(process, { parentPort: port });
