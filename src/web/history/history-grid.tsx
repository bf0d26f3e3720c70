import { memo, useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Button } from '../components/button.js';
import { CaptionStatusBadge } from '../components/caption-status-badge.js';
import { Icon } from '../components/icons.js';
import { Skeleton } from '../components/skeleton.js';
import { useFormats } from '../i18n/formats.js';
import { useMessages } from '../i18n/messages.js';
import type { HistoryEntry, HistoryState } from './history-pages.js';
import { historyMessages } from './messages/tables.js';

/** So far below the window the next page is asked for. */
const ahead = '800px';

export interface HistoryGridProps {
  readonly state: HistoryState;
  /** Of the address, which links keep. */
  readonly query: string;
  readonly onMore: () => Promise<void>;
}

/** The captions with their pictures; more come as the end comes near. */
export function HistoryGrid({ state, query, onMore }: HistoryGridProps): ReactNode {
  const words = useMessages(historyMessages);
  const { entries, more, loading, error } = state;
  const end = useNearEnd(more && !loading && error === null && entries.length > 0, onMore);
  const expected = entries.length === 0 && error === null ? 12 : 0;
  return (
    <>
      <ul className="history-grid" role="list" aria-label={words.list} aria-busy={loading}>
        {entries.map((entry) => (
          <li key={entry.id} className="history-place">
            <HistoryCard entry={entry} query={query} />
          </li>
        ))}
        {Array.from({ length: expected }, (_, index) => (
          <li key={index} className="card history-card" aria-hidden="true">
            <Skeleton width="100%" height="10rem" />
            <span className="history-card-words">
              <Skeleton width="85%" height="1.25rem" />
              <Skeleton width="50%" height="1rem" />
            </span>
          </li>
        ))}
      </ul>
      <div ref={end} className="history-end">
        {more && entries.length > 0 && (
          <Button disabled={loading} onClick={() => void onMore()}>
            {words.showMore}
          </Button>
        )}
      </div>
    </>
  );
}

interface HistoryCardProps {
  readonly entry: HistoryEntry;
  readonly query: string;
}

const HistoryCard = memo(function HistoryCard({ entry, query }: HistoryCardProps): ReactNode {
  const words = useMessages(historyMessages);
  const formats = useFormats();
  const { id, status, text, image, error, createdAt } = entry;
  return (
    <Link
      className="card history-card"
      href={`/history/${encodeURIComponent(id)}${query === '' ? '' : `?${query}`}`}
    >
      <span className="history-picture">
        {image.thumbnailUrl === null ? (
          <Icon name="picture" size={32} />
        ) : (
          <img src={image.thumbnailUrl} alt="" loading="lazy" decoding="async" />
        )}
        {status !== 'SUCCEEDED' && <CaptionStatusBadge status={status} />}
      </span>
      <span className="history-card-words">
        <span className="history-text">{text ?? error?.message ?? words.noText}</span>
        <span className="history-about">
          <span className="history-name">{image.name ?? image.url ?? ''}</span>
          <time dateTime={createdAt}>{formats.dateTime(createdAt)}</time>
        </span>
      </span>
    </Link>
  );
});

/** Calls when its element comes near the window, as long as it is wanted. */
function useNearEnd(wanted: boolean, onNear: () => Promise<void>) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!wanted || end.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void onNear();
      },
      { rootMargin: ahead },
    );
    observer.observe(end.current);
    return () => {
      observer.disconnect();
    };
  }, [wanted, onNear]);
  return end;
}
