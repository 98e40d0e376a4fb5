import { Modal, type ModalRootProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './dialog.module.css';

type Props = Pick<ModalRootProps, 'size' | 'closeOnClickOutside' | 'closeOnEscape' | 'fullScreen' | 'zIndex'> & {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly isOpen?: boolean;
  /** Something runs that closing would not stop: it stays open until that is over. */
  readonly isHeld?: boolean;
  readonly children: ReactNode;
};

/** A dialog over the page: it has the focus until it is closed, and gives it back. */
export function Dialog({ title, onClose, isOpen = true, isHeld = false, children, ...more }: Props) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened={isOpen} onClose={isHeld ? stay : onClose} centered {...more}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title className={classes.title ?? ''}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('parts.close')} disabled={isHeld} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function stay(): void {}
