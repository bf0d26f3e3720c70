import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useAnnounce } from '../components/announcer.js';
import { Button } from '../components/button.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { CopyButton } from '../components/copy-button.js';
import { Notice } from '../components/notice.js';
import { ProgressBar } from '../components/progress-bar.js';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/messages.js';
import { useValue } from '../preferences/value.js';
import { DownloadMenu } from './download-menu.js';
import { tabSeparated } from './exports/csv.js';
import { exportedCaptions } from './exports/exported-caption.js';
import { captionMessages } from './messages/tables.js';
import type { PictureCounts } from './picture-list.js';
import type { Picture } from './picture.js';
import { useCaptionSession } from './session-context.js';

export interface SummaryProps {
  readonly pictures: readonly Picture[];
  readonly counts: PictureCounts;
}

/** How far all pictures together are, and what can be done with all of them. */
export function Summary({ pictures, counts }: SummaryProps): ReactNode {
  const words = useMessages(captionMessages);
  const session = useCaptionSession();
  const hold = useValue(session.patience.hold);
  const remaining = counts.unsent + counts.working;
  const done = counts.succeeded + counts.failed + counts.canceled;
  const timeLeft = useTimeLeft();
  useFinishedAnnouncement(counts, remaining);
  const parts = [
    words.done(counts.succeeded, pictures.length),
    ...(counts.failed > 0 ? [words.failed(counts.failed)] : []),
    ...(counts.canceled > 0 ? [words.canceled(counts.canceled)] : []),
    ...(counts.unsent > 0 ? [words.unsentCount(counts.unsent)] : []),
    ...(timeLeft === null ? [] : [words.timeLeft(timeLeft)]),
  ];
  return (
    <section className="card summary" aria-label={words.progress}>
      <div className="summary-progress">
        <p className="summary-words numeric">{parts.join(' · ')}</p>
        <ProgressBar label={words.progress} value={done / pictures.length} words={parts.join(', ')} />
      </div>
      <SummaryActions pictures={pictures} counts={counts} remaining={remaining} />
      {hold !== null && remaining > 0 && <Notice tone="warning">{words.holds[hold]}</Notice>}
    </section>
  );
}

function SummaryActions({
  pictures,
  counts,
  remaining,
}: SummaryProps & { readonly remaining: number }): ReactNode {
  const words = useMessages(captionMessages);
  const session = useCaptionSession();
  const [clearing, setClearing] = useState(false);
  const again = counts.failed + counts.canceled > 0;
  return (
    <div className="summary-actions">
      {remaining > 0 && (
        <Button icon="cancel" onClick={() => void session.cancel()}>
          {words.cancel}
        </Button>
      )}
      {remaining === 0 && again && (
        <Button icon="retry" onClick={() => void session.retry()}>
          {words.retry}
        </Button>
      )}
      <CopyButton
        label={words.copyAll}
        disabled={counts.succeeded === 0}
        text={() => tabSeparated(exportedCaptions(session.list.all()))}
      />
      <DownloadMenu disabled={counts.succeeded === 0} />
      <Button
        look="quiet"
        icon="delete"
        onClick={() => {
          if (remaining > 0 || pictures.some(({ edited }) => edited !== null)) setClearing(true);
          else session.clear();
        }}
      >
        {words.clear}
      </Button>
      <ConfirmDialog
        open={clearing}
        title={words.clearTitle}
        description={words.clearWarning}
        action={words.clear}
        onConfirm={() => {
          session.clear();
        }}
        onClose={() => {
          setClearing(false);
        }}
      />
    </div>
  );
}

/** In words; null when nothing is left, or nothing is known yet. */
function useTimeLeft(): string | null {
  const formats = useFormats();
  const left = useValue(useCaptionSession().timeLeftMs);
  return left === null ? null : formats.duration(Math.max(1000, Math.round(left / 1000) * 1000));
}

/** Readers are told once that all is over, not of every caption. */
function useFinishedAnnouncement({ succeeded, failed }: PictureCounts, remaining: number): void {
  const words = useMessages(captionMessages);
  const announce = useAnnounce();
  const working = useRef(false);
  useEffect(() => {
    if (working.current && remaining === 0) announce(words.finished(succeeded, failed));
    working.current = remaining > 0;
  }, [remaining, succeeded, failed, words, announce]);
}
