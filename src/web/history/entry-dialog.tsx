import { useState, type ReactNode } from 'react';
import { useMutation, useQuery } from 'urql';
import { requestErrorOf } from '../api/request-error.js';
import { useAnnounce } from '../components/announcer.js';
import { Button } from '../components/button.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { Dialog } from '../components/dialog.js';
import { ErrorNotice } from '../components/notice.js';
import { Skeleton } from '../components/skeleton.js';
import { PageDeleteCaptionDocument, PageHistoryEntryDocument } from '../generated/graphql.js';
import { useMessages } from '../i18n/messages.js';
import { EntryDetails } from './entry-details.js';
import { historyMessages } from './messages/tables.js';

export interface EntryDialogProps {
  readonly id: string;
  readonly onClose: () => void;
  readonly onDeleted: (id: string) => void;
}

/** Everything about one caption. */
export function EntryDialog({ id, onClose, onDeleted }: EntryDialogProps): ReactNode {
  const words = useMessages(historyMessages);
  const [{ data, error }, again] = useQuery({
    query: PageHistoryEntryDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const caption = data?.caption;
  return (
    <Dialog open wide onClose={onClose} title={caption?.image.name ?? words.details}>
      {error !== undefined && <ErrorNotice error={requestErrorOf(error)} onRetry={again} />}
      {caption === null && <p>{words.gone}</p>}
      {data === undefined && error === undefined && <Skeleton width="100%" height="20rem" />}
      {caption != null && <EntryDetails caption={caption} />}
      {caption != null && <DeleteEntry id={id} onDeleted={onDeleted} />}
    </Dialog>
  );
}

function DeleteEntry({ id, onDeleted }: Omit<EntryDialogProps, 'onClose'>): ReactNode {
  const words = useMessages(historyMessages);
  const announce = useAnnounce();
  const [asking, setAsking] = useState(false);
  const [{ error, fetching }, deleteCaption] = useMutation(PageDeleteCaptionDocument);
  const remove = async (): Promise<void> => {
    const result = await deleteCaption({ id });
    if (result.error !== undefined) return;
    announce(words.deleted);
    onDeleted(id);
  };
  return (
    <>
      {error !== undefined && <ErrorNotice error={requestErrorOf(error)} />}
      <div className="dialog-actions">
        <Button
          icon="delete"
          disabled={fetching}
          onClick={() => {
            setAsking(true);
          }}
        >
          {words.delete}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        title={words.deleteTitle}
        description={words.deleteWarning}
        action={words.delete}
        onConfirm={() => void remove()}
        onClose={() => {
          setAsking(false);
        }}
      />
    </>
  );
}
