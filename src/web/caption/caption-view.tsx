import { useCallback, useState, type ReactNode } from 'react';
import { useAnnounce } from '../components/announcer.js';
import { ErrorNotice } from '../components/notice.js';
import { Skeleton } from '../components/skeleton.js';
import { useMessages } from '../i18n/messages.js';
import { useValue } from '../preferences/value.js';
import { View } from '../shell/view.js';
import { sortFiles, type LeftOutFile } from './accepted-files.js';
import { DropZone } from './drop-zone.js';
import { LeftOutNotice } from './left-out-notice.js';
import { captionMessages } from './messages/tables.js';
import { PictureRows } from './picture-rows.js';
import { useCaptionSession } from './session-context.js';
import { Summary } from './summary.js';
import './caption.css';

/** Takes pictures and shows how their captions come. */
export function CaptionView(): ReactNode {
  const words = useMessages(captionMessages);
  const session = useCaptionSession();
  const announce = useAnnounce();
  const { pictures, counts } = useValue(session.list);
  const restoring = useValue(session.restoring);
  const error = useValue(session.error);
  const [leftOut, setLeftOut] = useState<readonly LeftOutFile[]>([]);
  const addFiles = useCallback(
    async (files: readonly File[]) => {
      setLeftOut([]);
      let added = 0;
      for await (const sorted of sortFiles(files)) {
        session.add(sorted.accepted.map((accepted) => ({ kind: 'file', ...accepted })));
        added += sorted.accepted.length;
        if (sorted.leftOut.length > 0) setLeftOut((before) => [...before, ...sorted.leftOut]);
      }
      if (added > 0) announce(words.added(added));
    },
    [session, announce, words],
  );
  const addAddress = useCallback(
    (url: string) => {
      session.add([{ kind: 'url', url }]);
      announce(words.added(1));
    },
    [session, announce, words],
  );
  return (
    <View title={words.title} lead={words.lead}>
      <DropZone small={pictures.length > 0} onFiles={addFiles} onAddress={addAddress} />
      {leftOut.length > 0 && (
        <LeftOutNotice
          files={leftOut}
          onDismiss={() => {
            setLeftOut([]);
          }}
        />
      )}
      {error !== null && <ErrorNotice error={error} />}
      {pictures.length > 0 && <Summary pictures={pictures} counts={counts} />}
      {pictures.length > 0 && <PictureRows pictures={pictures} />}
      {pictures.length === 0 && restoring && <Skeleton width="100%" height="6rem" />}
    </View>
  );
}
