import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useMessages } from '../i18n/messages.js';
import { captionMessages } from './messages/tables.js';
import { PictureRow } from './picture-row.js';
import type { Picture } from './picture.js';
import { useCaptionSession } from './session-context.js';

const usualHeight = 112;
const renewalPauseMs = 60_000;

/** The pictures, of which only those near the window are drawn. */
export function PictureRows({ pictures }: { readonly pictures: readonly Picture[] }): ReactNode {
  const words = useMessages(captionMessages);
  const list = useRef<HTMLUListElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    setScrollMargin(list.current?.offsetTop ?? 0);
  }, []);
  const onExpired = useThumbnailRenewal();
  const rows = useWindowVirtualizer({
    count: pictures.length,
    estimateSize: () => usualHeight,
    getItemKey: (index) => pictures[index]?.key ?? index,
    overscan: 6,
    scrollMargin,
  });
  return (
    <ul
      ref={list}
      className="picture-rows card"
      role="list"
      aria-label={words.list}
      style={{ height: rows.getTotalSize() }}
    >
      {rows.getVirtualItems().map(({ index, start, key }) => {
        const picture = pictures[index];
        if (picture === undefined) return null;
        return (
          <li
            key={key}
            ref={rows.measureElement}
            data-index={index}
            className="picture-row-place"
            style={{ transform: `translateY(${start - scrollMargin}px)` }}
            aria-setsize={pictures.length}
            aria-posinset={index + 1}
          >
            <PictureRow picture={picture} onExpired={onExpired} />
          </li>
        );
      })}
    </ul>
  );
}

/** Asks for new links of a job when one was refused, but not for each of its pictures. */
function useThumbnailRenewal(): (jobId: string) => void {
  const session = useCaptionSession();
  const renewed = useRef(new Map<string, number>());
  return useCallback(
    (jobId: string) => {
      const now = performance.now();
      if (now - (renewed.current.get(jobId) ?? -Infinity) < renewalPauseMs) return;
      renewed.current.set(jobId, now);
      void session.renewThumbnails(jobId);
    },
    [session],
  );
}
