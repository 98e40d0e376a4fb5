import type { ReadStream, WriteStream } from 'node:tty';
import { Interrupted } from './interrupted.ts';

/** Asks a question on a terminal and reads one line without showing it. Ctrl-C and Ctrl-D end it. */
export function readSecret(question: string, input: ReadStream, output: WriteStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed: readonly string[] = [];
    const end = (settle: () => void, rest: string): void => {
      input.off('data', read);
      input.setRawMode(false);
      input.pause();
      // What was pasted beyond this line answers the next question.
      if (rest !== '') input.unshift(rest, 'utf8');
      output.write('\n');
      settle();
    };
    const read = (text: string): void => {
      const characters = [...text];
      for (const [index, character] of characters.entries()) {
        const rest = characters.slice(index + 1).join('');
        if (ENTER.includes(character)) end(() => resolve(typed.join('')), rest);
        else if (LEAVE.includes(character)) end(() => reject(new Interrupted()), '');
        else if (ERASE.includes(character)) typed = typed.slice(0, -1);
        else if (character >= ' ') typed = [...typed, character];
        if (ENTER.includes(character) || LEAVE.includes(character)) return;
      }
    };
    // Before the question is seen: a fast answer must not be shown either.
    input.setRawMode(true);
    input.setEncoding('utf8');
    input.on('data', read);
    input.resume();
    output.write(question);
  });
}

const ENTER = ['\r', '\n'];
/** Ctrl-C and Ctrl-D. */
const LEAVE = ['\u0003', '\u0004'];
const ERASE = ['\b', '\u007f'];
