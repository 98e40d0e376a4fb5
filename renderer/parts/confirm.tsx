import { Button, Group, Stack } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiProblem, problemOf } from '../api/problem.ts';
import { Dialog } from './dialog.tsx';
import { ProblemNotice } from './problem-notice.tsx';

/** What is about to be done, and to whom. */
export type Question = {
  readonly title: string;
  /** In sentences: what changes for whom, and whether it can be undone. */
  readonly what: ReactNode;
  /** The button's words, which name the act: "Reclaim the seat", never "OK". */
  readonly confirm: string;
  /** Takes something away from somebody. */
  readonly isDanger?: boolean;
  /** Does it; a refusal is shown in the dialog, which stays. */
  readonly run: () => Promise<unknown>;
};

const Asking = createContext<(question: Question) => void>(() => undefined);

/** Asks before something is done, and does it when the answer is yes. */
export function useConfirm(): (question: Question) => void {
  return useContext(Asking);
}

/** Holds the dialog that `useConfirm` opens. */
export function ConfirmProvider({ children }: { readonly children: ReactNode }) {
  const [question, setQuestion] = useState<Question | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [isRunning, setRunning] = useState(false);
  const ask = useCallback((next: Question) => {
    setQuestion(next);
    setOpen(true);
  }, []);
  return (
    <Asking.Provider value={ask}>
      {children}
      <Dialog isOpen={isOpen} isHeld={isRunning} onClose={() => setOpen(false)} title={question?.title} size="md">
        {question !== null && (
          <Answer
            key={question.title}
            question={question}
            isRunning={isRunning}
            onRunning={setRunning}
            onClose={() => setOpen(false)}
          />
        )}
      </Dialog>
    </Asking.Provider>
  );
}

type AnswerProps = {
  readonly question: Question;
  readonly isRunning: boolean;
  readonly onRunning: (isRunning: boolean) => void;
  readonly onClose: () => void;
};

function Answer({ question, isRunning, onRunning, onClose }: AnswerProps) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const run = async (): Promise<void> => {
    onRunning(true);
    setProblem(null);
    try {
      await question.run();
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      onRunning(false);
    }
  };
  return (
    <Stack gap="md">
      <div>{question.what}</div>
      {problem !== null && <ProblemNotice problem={problem} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} disabled={isRunning} data-autofocus>
          {t('parts.cancel')}
        </Button>
        <Button {...(question.isDanger === true && { color: 'red' })} loading={isRunning} onClick={() => void run()}>
          {question.confirm}
        </Button>
      </Group>
    </Stack>
  );
}
