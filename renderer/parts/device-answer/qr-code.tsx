import { create } from 'qrcode';
import { useMemo } from 'react';
import classes from './device-answer.module.css';

type Props = { readonly text: string; readonly label: string };

/** A QR code, dark on white in every theme because cameras want it so. */
export function QrCode({ text, label }: Props) {
  const { size, path } = useMemo(() => drawing(text), [text]);
  const whole = size + 2 * quiet;
  return (
    <svg
      className={classes.code}
      viewBox={`0 0 ${whole} ${whole}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={whole} height={whole} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** Empty modules around a code, without which it is not found. */
const quiet = 4;

function drawing(text: string): { readonly size: number; readonly path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'L' });
  const { size, data } = modules;
  const dark = Array.from(data).flatMap((bit, place) => (bit ? [place] : []));
  const path = dark.map((place) => `M${(place % size) + quiet} ${Math.floor(place / size) + quiet}h1v1h-1z`);
  return { size, path: path.join('') };
}
