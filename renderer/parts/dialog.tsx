import { Modal, type ModalRootProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './dialog.module.css';

type Props = Pick<ModalRootProps, 'size' | 'closeOnClickOutside' | 'closeOnEscape' | 'fullScreen'> & {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
};

/** A dialog over the page: it has the focus until it is closed, and gives it back. */
export function Dialog({ title, onClose, isOpen = true, children, ...more }: Props) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened={isOpen} onClose={onClose} centered {...more}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title className={classes.title ?? ''}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('parts.close')} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
