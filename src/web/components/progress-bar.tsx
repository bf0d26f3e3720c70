import type { ReactNode } from 'react';

export interface ProgressBarProps {
  readonly label: string;
  /** From 0 to 1. */
  readonly value: number;
  /** The same in words, such as `12 of 20`. */
  readonly words: string;
}

export function ProgressBar({ label, value, words }: ProgressBarProps): ReactNode {
  const percent = Math.round(100 * Math.min(1, Math.max(0, value)));
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={words}
    >
      <div className="progress-value" style={{ transform: `scaleX(${value})` }} />
    </div>
  );
}
