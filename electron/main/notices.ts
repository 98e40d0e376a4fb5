import { Notification } from 'electron';
import type { Notice } from './alert-notices.ts';

export type Notices = {
  show(notice: Notice, onClick: () => void): void;
};

/** Notifications of the system, as many as a person reads; they are held until they are gone, or their click is lost. */
export function createNotices(icon: string): Notices {
  const shown = new Set<Notification>();
  return {
    show({ title, body, urgent = false }, onClick) {
      if (!Notification.isSupported()) return;
      const notification = new Notification({ title, body, icon, urgency: urgent ? 'critical' : 'normal' });
      shown.add(notification);
      const forget = (): void => void shown.delete(notification);
      notification.on('click', () => {
        forget();
        onClick();
      });
      notification.on('close', forget);
      notification.on('failed', forget);
      notification.show();
    },
  };
}
